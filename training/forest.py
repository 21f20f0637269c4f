"""The forest of decision trees: LightGBM learns it, ONNX carries it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import lightgbm
import numpy as np
import onnx
from onnx import TensorProto, helper

from training.weights import weights

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    from training.examples import Example

    Floats = NDArray[np.float32]

ROUNDS: Final = 150
PARAMETERS: Final[dict[str, Any]] = {
    "objective": "binary",
    "extra_trees": True,
    "learning_rate": 0.15,
    "num_leaves": 63,
    "max_bin": 63,
    "min_data_in_leaf": 200,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 10.0,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "verbose": -1,
}
# Of the blocks outside articles half are enough, at twice the weight.
_NOISE_SHARE: Final = 0.5
_OPSET: Final = 17
_ML_OPSET: Final = 3


def grow(examples: Sequence[Example], features: Sequence[Floats], jobs: int) -> lightgbm.Booster:
    """Return the forest learned from the features of each example, shape (blocks, features)."""
    chance = np.random.default_rng(0)
    rows, wanted, counts = [], [], []
    for example, own in zip(examples, features, strict=True):
        label, weight = example.labels, weights(example)
        noise = label == 0
        used = ~noise | (chance.random(len(label)) < _NOISE_SHARE)
        weight = np.where(noise, weight / _NOISE_SHARE, weight)
        # a block that is in the article in part is a row on both sides
        part = used & ~noise & (label < 1)
        rows += [own[used], own[part]]
        wanted += [~noise[used], np.zeros(part.sum(), bool)]
        counts += [np.where(noise, weight, weight * label)[used], (weight * (1 - label))[part]]
    dataset = lightgbm.Dataset(np.concatenate(rows), np.concatenate(wanted), weight=np.concatenate(counts))
    return lightgbm.train({**PARAMETERS, "num_threads": jobs}, dataset, ROUNDS)


def as_onnx(forest: lightgbm.Booster) -> bytes:
    """Return the forest as an ONNX graph: `features` (blocks, features) -> `probability` (blocks, 1)."""
    dumped = forest.dump_model()
    columns: dict[str, list[Any]] = {
        name: []
        for name in ("treeids", "nodeids", "featureids", "values", "modes", "truenodeids", "falsenodeids")
    }
    leaves: dict[str, list[Any]] = {name: [] for name in ("treeids", "nodeids", "ids", "weights")}
    for tree, info in enumerate(dumped["tree_info"]):
        for row, leaf in _nodes(tree, info["tree_structure"]):
            for name, value in zip(columns, row, strict=True):
                columns[name].append(value)
            if leaf is not None:
                for name, value in zip(leaves, (tree, row[1], 0, leaf), strict=True):
                    leaves[name].append(value)
    node = helper.make_node(
        "TreeEnsembleRegressor",
        ["features"],
        ["log_odds"],
        domain="ai.onnx.ml",
        n_targets=1,
        aggregate_function="SUM",
        **{f"nodes_{name}": values for name, values in columns.items()},
        **{f"target_{name}": values for name, values in leaves.items()},
    )
    width = forest.num_feature()
    graph = helper.make_graph(
        [node, helper.make_node("Sigmoid", ["log_odds"], ["probability"])],
        "score",
        [helper.make_tensor_value_info("features", TensorProto.FLOAT, [None, width])],
        [helper.make_tensor_value_info("probability", TensorProto.FLOAT, [None, 1])],
    )
    opsets = [helper.make_opsetid("", _OPSET), helper.make_opsetid("ai.onnx.ml", _ML_OPSET)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=8)
    onnx.checker.check_model(model)
    return bytes(model.SerializeToString())


def _nodes(tree: int, root: dict[str, Any]) -> Iterator[tuple[tuple[Any, ...], float | None]]:
    """Yield the rows of a tree's nodes in the order of their ids; the second value is that of a leaf."""
    waiting = [root]
    number = 0
    following = 1
    while number < len(waiting):
        node = waiting[number]
        if "split_feature" in node:
            row = (tree, number, node["split_feature"], _threshold(node["threshold"]), "BRANCH_LEQ")
            yield (*row, following, following + 1), None
            waiting += [node["left_child"], node["right_child"]]
            following += 2
        else:
            yield (tree, number, 0, 0.0, "LEAF", 0, 0), float(node["leaf_value"])
        number += 1


def _threshold(value: float) -> float:
    """The greatest float32 not above the threshold: features are float32, so all comparisons stay."""
    near = np.float32(value)
    return float(near if float(near) <= value else np.nextafter(near, np.float32(-np.inf)))
