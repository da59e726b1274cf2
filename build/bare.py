"""Python sources in, their compiled form out, without what no visit asks for: docstrings, and the annotations of functions.

Runs in a Pyodide of its own: the one whose memory is kept then holds neither these nor what compiling leaves behind."""

import ast
import io
import marshal
import zipfile
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path

# Pyodide hands the docstrings of its Python files on to functions written in C, and does not start without them.
OWN = "_pyodide/"

# Python then believes the compiled form without a look at the source.
UNCHECKED = (1).to_bytes(4, "little")


def packages(folder: str) -> bytes:
    """A zip of compiled files to lay beside the sources in the folder."""
    root = Path(folder)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as bundle:
        for path in sorted(root.rglob("*.py")):
            place = Path(cache_from_source(str(path))).relative_to(root)
            bundle.writestr(str(place), compiled(path.read_bytes(), str(path)))
    return out.getvalue()


def library(archive: str) -> bytes:
    """The standard library's zip again, with compiled files instead of sources."""
    out = io.BytesIO()
    with zipfile.ZipFile(archive) as source, zipfile.ZipFile(out, "w") as bundle:
        for name in source.namelist():
            data = source.read(name)
            if name.endswith(".py") and not name.startswith(OWN):
                bundle.writestr(f"{name}c", compiled(data, f"{archive}/{name}"))
            else:
                bundle.writestr(name, data)
    return out.getvalue()


def compiled(source: bytes, path: str) -> bytes:
    tree = Bare().visit(ast.parse(source))
    code = compile(tree, path, "exec", dont_inherit=True)
    return b"".join([MAGIC_NUMBER, UNCHECKED, source_hash(source), marshal.dumps(code)])


class Bare(ast.NodeTransformer):
    """Classes keep their annotations: data classes and cattrs are made of them."""

    def visit_Module(self, node: ast.Module) -> ast.AST:
        return self._without_docstring(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST:
        return self._without_docstring(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST:
        return self._function(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> ast.AST:
        if not any(is_register(one) for one in node.decorator_list):
            node.returns = None
            for argument in arguments(node.args):
                argument.annotation = None
        return self._without_docstring(node)

    def _without_docstring(
        self, node: ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef
    ) -> ast.AST:
        if ast.get_docstring(node, clean=False) is not None:
            # Not always replaced: `from __future__` has to stay the first statement.
            node.body[:1] = [] if len(node.body) > 1 else [ast.copy_location(ast.Pass(), node.body[0])]
        return self.generic_visit(node)


def is_register(decorator: ast.expr) -> bool:
    """functools.singledispatch reads the annotation of what is registered."""
    return isinstance(decorator, ast.Attribute) and decorator.attr == "register"


def arguments(all_of: ast.arguments) -> list[ast.arg]:
    named = [*all_of.posonlyargs, *all_of.args, *all_of.kwonlyargs]
    return [*named, *(one for one in (all_of.vararg, all_of.kwarg) if one)]
