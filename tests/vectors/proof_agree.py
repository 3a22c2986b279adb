#!/usr/bin/env python3
"""Judge proofs by the verifier that is published beside hanji.

usage: proof_agree.py FILE

FILE: the key of the log and a line feed, then for each proof its length in
decimal, a line feed, and its bytes.  Prints 1 or 0 for each, in one line: does
export/verify.py believe it, as a proof of a case file?
"""
import importlib.util
import sys

spec = importlib.util.spec_from_file_location('verify', 'export/verify.py')
verify = importlib.util.module_from_spec(spec)
spec.loader.exec_module(verify)


def believes(data, key):
    try:
        proof = verify.Proof(data)
        return proof.signed_by(key) and proof.entry[5] != b'-'
    except ValueError:
        return False


with open(sys.argv[1], 'rb') as f:
    log = verify.parse_key(f.readline().rstrip(b'\n'), verify.LOG)
    said = ''
    while size := f.readline():
        said += '1' if believes(f.read(int(size)), log) else '0'
sys.stdout.write(said + '\n')
