"""Which tests ask for the process that they run in, read from their text.

Behind the wall a test's process is not the student's: `globals()`, the loaded modules, open figures
or warnings there say nothing about an answer. A test that asks for them may pass for everybody.
"""

from __future__ import annotations

import ast

from IPython.core.inputtransformer2 import TransformerManager


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Called by name, with or without the module before it.
_CALLS = _words("""
    globals locals vars dir testmod testfile run_docstring_examples DocTestFinder DocTestRunner
    DocTestSuite get_fignums get_figlabels fignum_exists gcf gca errstate seterr geterr seterrcall
    catch_warnings simplefilter filterwarnings warns redirect_stdout redirect_stderr capture_output
    getsource getsourcelines getsourcefile findsource getmembers getmodule currentframe _getframe
    get_objects get_referrers get_referents gettrace settrace setrecursionlimit active_count
    active_children run_line_magic run_cell_magic get_ipython
""")
# Read as an attribute, whatever it belongs to.
_ATTRIBUTES = _words("""
    __globals__ __closure__ __code__ __builtins__ __subclasses__ __loader__ __spec__ modules filters
    _pylab_helpers user_ns user_global_ns _current_frames
""")
_MODULES = _words("doctest unittest gc inspect mock tracemalloc builtins __main__")
_NAMES = _words("In Out _ih _oh _dh __builtins__ __builtin__ __loader__ __spec__ __annotations__")


def asks_of_process(source: str) -> tuple[str, ...]:
    """What a test asks of its process, by name and in order of the alphabet; () for nothing.

    A test that is not Python asks for something that cannot be known.
    """
    try:
        tree = ast.parse(TransformerManager().transform_cell(source))
    except (SyntaxError, ValueError, RecursionError):
        return ("what cannot be read",)
    found = set[str]()
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=aliases):
                found |= {a.name for a in aliases if _MODULES & set(a.name.split("."))}
            case ast.ImportFrom(module=str(module), names=aliases):
                if _MODULES & set(module.split(".")):
                    found.add(module)
                found |= {a.name for a in aliases if a.name in _CALLS | _ATTRIBUTES}
            case ast.Name(id=name) if name in _CALLS | _NAMES:
                found.add(name)
            case ast.Name(id=name) if name in _MODULES:
                found.add(name)
            case ast.Attribute(attr=name) if name in _CALLS | _ATTRIBUTES:
                found.add(name)
            case ast.Constant(value=str(text)) if text in _ATTRIBUTES - {"modules", "filters"}:
                found.add(text)  # getattr(f, "__globals__")
    return tuple(sorted(found))
