#!/usr/bin/env python3
"""Judge proofs by the verifier that is published beside hanji.

usage: proof_agree.py FILE

FILE: the key of the log and a line feed, then for each proof its length in
decimal, a line feed, and its bytes.  Prints 1 or 0 for each, in one line: does
export/verify.py believe it?
"""
import importlib.util
import sys

spec = importlib.util.spec_from_file_location('verify', 'export/verify.py')
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)

with open(sys.argv[1], 'rb') as f:
    keys = [verify.parse_vkey(f.readline().rstrip(b'\n'))]
    said = ''
    while size := f.readline():
        try:
            verify.check_proof(f.read(int(size)), keys)
            said += '1'
        except verify.Bad:
            said += '0'
sys.stdout.write(said + '\n')
