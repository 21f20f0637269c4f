# syntax=docker/dockerfile:1
FROM python:3.13-slim AS build
WORKDIR /build
RUN python -m venv /opt/cleancopy
COPY requirements/service.lock requirements/service.lock
RUN /opt/cleancopy/bin/pip install --no-cache-dir --disable-pip-version-check --require-hashes -r requirements/service.lock
COPY app /opt/cleancopy/app
RUN /opt/cleancopy/bin/python -m compileall -q /opt/cleancopy/app

FROM python:3.13-slim
LABEL org.opencontainers.image.title="cleancopy" \
      org.opencontainers.image.description="Content-cleaning service for crawlers: raw HTML or scraped text in, the article out"
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin cleancopy
COPY --from=build /opt/cleancopy /opt/cleancopy
WORKDIR /opt/cleancopy
# The root may be mounted read-only: nothing is written but sockets of the worker processes, in /tmp.
ENV PATH=/opt/cleancopy/bin:$PATH \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    CLEANCOPY_HOST=0.0.0.0 \
    CLEANCOPY_PORT=8000
USER 10001:10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request; urllib.request.urlopen('http://127.0.0.1:' + os.environ['CLEANCOPY_PORT'] + '/healthz', timeout=2)"]
STOPSIGNAL SIGTERM
ENTRYPOINT ["python", "-m", "app.cli"]
CMD ["serve"]
