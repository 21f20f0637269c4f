#!/bin/sh
# Makes a base for the image from Debian's packages, for machines that reach no image registry.
# Usage: base.sh TAG     Needs root, debootstrap and buildah. SUITE is Debian's release, MIRROR its address.
set -eu
tag=$1
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT

debootstrap --variant=minbase --include=python3,python3-venv,ca-certificates "${SUITE:-trixie}" "$root" ${MIRROR:+"$MIRROR"}
ln -s python3 "$root/usr/bin/python"
rm -rf "$root"/var/cache/apt/archives/* "$root"/var/lib/apt/lists/* "$root/dev" "$root/etc/resolv.conf" "$root/etc/hostname"
mkdir "$root/dev"

container=$(buildah from scratch)
buildah add --quiet "$container" "$root" /
buildah config --env PATH=/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin --env LANG=C.UTF-8 "$container"
buildah commit --quiet --rm "$container" "$tag"
