#!/bin/sh
# Builds the image with docker, podman or buildah, whichever is there (or ENGINE).
# Usage: build.sh TAG [BASE]
#
# buildah runs the build steps in a chroot, so that it works inside a container, too. The machine's pip configuration
# and certificates are lent to the build where there are any; nothing of them stays in the image.
set -eu
tag=$1 base=${2:-python:3.13-slim}
cd "$(dirname "$0")/../.."

engine=${ENGINE:-}
if [ -z "$engine" ]; then
    if docker info > /dev/null 2>&1; then engine=docker
    elif command -v podman > /dev/null; then engine=podman
    elif command -v buildah > /dev/null; then engine=buildah
    else echo "build.sh: needs docker, podman or buildah" >&2; exit 1
    fi
fi

set -- --tag "$tag" --build-arg "BASE=$base" \
    --build-arg "VERSION=$(sed -n 's/^__version__ = "\(.*\)"$/\1/p' app/__init__.py)" \
    --build-arg "REVISION=$(git rev-parse HEAD 2> /dev/null || echo unknown)"
if [ "$engine" = docker ]; then
    exec docker build "$@" .
fi
# Docker's format: that of the OCI has no healthcheck.
set -- "$@" --format docker
case $base in localhost/*) set -- "$@" --pull=never ;; esac
for file in /etc/pip.conf /etc/ssl/certs/ca-certificates.crt; do
    if [ -f "$file" ]; then set -- "$@" --volume "$file:$file:ro"; fi
done
if [ "$engine" = buildah ]; then set -- "$@" --isolation chroot; fi
exec "$engine" build "$@" .
