# syntax=docker/dockerfile:1
# The base needs Python 3.11 or newer as `python`, with venv: an official Python image, or what deploy/image/base.sh makes.
ARG BASE=python:3.13-slim

# The service and what it needs, in a virtual environment of its own.
FROM ${BASE} AS service
WORKDIR /build
COPY requirements/service.lock service.lock
RUN python -m venv /opt/cleancopy \
    && /opt/cleancopy/bin/python -m pip install --no-cache-dir --no-compile --disable-pip-version-check \
       --only-binary :all: --require-hashes -r service.lock \
    && /opt/cleancopy/bin/python -m pip uninstall --quiet --yes pip
COPY app app
COPY deploy/image/health.py /opt/cleancopy/health.py
COPY deploy/image/slim-service.sh .
RUN sh slim-service.sh /opt/cleancopy app

# The system it runs on: the base without what only builders and administrators use.
FROM ${BASE} AS system
COPY deploy/image/slim-system.sh /
RUN sh /slim-system.sh && rm /slim-system.sh

# Laid together anew, so that what was removed is not carried along in a layer below.
FROM scratch
ARG VERSION=unknown
ARG REVISION=unknown
ARG BASE
LABEL org.opencontainers.image.title="cleancopy" \
      org.opencontainers.image.description="Content-cleaning service for crawlers: raw HTML or scraped text in, the article out" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}" \
      org.opencontainers.image.base.name="${BASE}"
COPY --from=system / /
COPY --from=service /opt/cleancopy /opt/cleancopy
# Everything is compiled already, and the root may be mounted read-only: nothing is written but, in /tmp, the socket of
# the worker processes.
ENV PATH=/opt/cleancopy/bin:/usr/local/bin:/usr/bin:/bin \
    LANG=C.UTF-8 \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ORT_DISABLE_TELEMETRY=1 \
    CLEANCOPY_HOST=0.0.0.0 \
    CLEANCOPY_PORT=8000
USER 10001:10001
WORKDIR /
EXPOSE 8000
# That the process lives. Whether it takes documents is what /readyz tells: not a reason to replace a container.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["python", "-I", "-S", "/opt/cleancopy/health.py"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "app.cli"]
CMD ["serve"]
