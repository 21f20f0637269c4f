"""A forest of decision trees over the features of blocks, ready to ask."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import onnxruntime

if TYPE_CHECKING:
    from app.clean.score.lines import Floats


class Forest:
    """An ONNX graph from features of shape (blocks, features) to probabilities of shape (blocks, 1).

    Pickles as the bytes of the graph.
    """

    def __init__(self, graph: bytes) -> None:
        self._graph = graph

    def __reduce__(self) -> tuple[type[Forest], tuple[bytes]]:
        return Forest, (self._graph,)

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        # one thread: a worker has one core, and threads would not live through a fork
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(self._graph, options, providers=["CPUExecutionProvider"])

    def probabilities(self, features: Floats) -> tuple[float, ...]:
        """Return the probability of each row of features, 0 to 1."""
        (found,) = self._session.run(None, {"features": features})
        return tuple(np.asarray(found)[:, 0].tolist())
