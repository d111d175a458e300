"""What a crash costs: the cell's own task. What it does not: the state before it."""

from __future__ import annotations

from .cases import Case, dies, finishes, prints, raises, times_out

# Cells run in this order in one worker; each relies on what the ones before it left.
CASES = (
    Case("a state to go back to", "value = ['before']; import random, numpy as np\n"
         "random.seed(7); np.random.seed(7); open('note', 'w').write('kept')",
         prints("4")),
    Case("a segmentation fault", "value.append('lost'); ctypes.string_at(0)", dies("SIGSEGV")),
    Case("after the fault the state is that before it", "print(value, open('note').read())",
         prints("['before'] kept")),
    Case("os.abort()", "value = None; os.abort()", dies("SIGABRT")),
    Case("a bus error", "value = None; os.kill(os.getpid(), signal.SIGBUS)", dies("SIGBUS")),
    Case("a division that the processor refuses",
         "value = None; os.kill(os.getpid(), signal.SIGFPE)", dies("SIGFPE")),
    Case("an exit in the middle", "value = None; os._exit(3)",
         dies("ended the notebook's process")),
    Case("an exit from a thread",
         "value = None; threading.Thread(target=os._exit, args=(0,)).start(); time.sleep(1)",
         dies("ended the notebook's process")),
    Case("a time-out that kills", "value = None\nimport itertools; sum(itertools.repeat(0))",
         times_out, seconds=0.3),
    Case("after five crashes the state is still that before them", "print(value)",
         prints("['before']")),
    Case("names of a cell that crashed do not exist", "half_done = 1; os._exit(0)", dies("")),
    Case("so the next cell is told", "half_done", raises("NameError", "half_done")),
    Case("an exception keeps what the cell did until then",
         "value.append('after'); 1 / 0", raises("ZeroDivisionError")),
    Case("as in a notebook", "print(value)", prints("['before', 'after']")),
    Case("a time-out that Python notices keeps it too",
         "value.append('late')\nwhile True: pass", times_out, seconds=0.3),
    Case("as in a notebook again", "print(value)", prints("['before', 'after', 'late']")),
    Case("random numbers go on where the seed left them",
         "print(random.random(), np.random.rand())",
         prints("0.32383276483316237 0.07630828937395717")),
    Case("a file is added to", "with open('log', 'a') as log: log.write('once ')", finishes),
    Case("a crash after it", "os._exit(0)", dies("")),
    Case("the file holds what was written once", "print(repr(open('log').read()))",
         prints("'once '")),
    Case("a figure is begun", "import matplotlib.pyplot as plt; figure = plt.figure(); None",
         prints("Figure")),
    Case("a crash while a figure is open", "plt.plot([1, 2]); os._exit(0)", dies("")),
    Case("the figure of the crashed cell is not shown later", "print(plt.get_fignums())",
         prints("[]")),
)  # fmt: skip
