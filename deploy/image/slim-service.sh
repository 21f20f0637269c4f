#!/bin/sh
# Puts the package `app` into the virtual environment, takes out what the service never imports, and compiles the rest.
# Usage: slim-service.sh VENV APP
set -eu
venv=$1 app=$2
site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
cp -r "$app" "$site/app"

# Tests and type stubs of the libraries, headers, and the parts that convert and train models.
find "$site" -type d \( -name tests -o -name test -o -name include \) -prune -exec rm -rf {} +
find "$site" -type f \( -name '*.pyi' -o -name '*.pyx' -o -name '*.pxd' -o -name '*.c' -o -name '*.h' \) -delete
for part in transformers tools quantization datasets backend; do rm -rf "$site/onnxruntime/$part"; done
# The names of languages in each other: courlan looks into them only where a crawler filters addresses by language.
find "$site/babel/locale-data" -name '*.dat' ! -name root.dat ! -name en.dat -delete
rm -rf "$site/numpy/f2py" "$site/numpy/distutils" "$venv/include" "$venv/share"

# Trusted without a look at the sources: their times differ between layers, and the root is not written to.
find "$site" -type d -name __pycache__ -prune -exec rm -rf {} +
"$venv/bin/python" -m compileall -q --invalidation-mode unchecked-hash "$site"
