#!/usr/bin/env python3
"""Write a day of work once, act it in two languages.

    story.py LANGUAGE CATALOGUE <STORY >SCRIPT

A story is lines; where a line has two texts, " || " stands between the English
and the Korean one.  What hanji says is looked up in its own catalogue of
translations, so that no sentence of it stands here twice.  SCRIPT is for
terminal.py.

    ask QUESTION || EN || KO    wait for the question and its prompt, type
    pass QUESTION               the same, with Enter alone
    skip N                      Enter at the next N questions, whatever they are
    more EN || KO               the next line of a long text; nothing: its end
    set EN || KO                a line at the prompt of 'hanji update'
    see TEXT [|| KO]            wait for it
    type EN || KO               type a line
    yes, no                     answer a question that wants one of the two
    keys TEXT, kill SIGNAL      as in terminal.py
"""
import gettext
import sys

language, catalogue = sys.argv[1:]
korean = language == "ko"
with open(catalogue, "rb") as f:
    words = gettext.GNUTranslations(f)


def said(text):
    """What hanji says, in the language of the day."""
    if not korean:
        return text
    for whole in (text, text + " "):
        ours = words.gettext(whole)
        if ours != whole:
            return ours.rstrip()
    sys.exit("story: hanji never says '%s'" % text)


def pick(texts):
    return texts[-1 if korean else 0] if texts else ""


def act(verb, texts):
    if verb in ("ask", "pass"):
        yield "expect " + said(texts[0])
        yield "expect > "
        yield "type " + pick(texts[1:])
    elif verb == "skip":
        for _ in range(int(texts[0])):
            yield "expect > "
            yield "type "
    elif verb == "more":
        yield "expect | "
        yield "type " + pick(texts)
    elif verb == "set":
        yield "expect " + said("PATH=VALUE (empty: done):")
        yield "type " + pick(texts)
    elif verb == "see":
        yield "expect " + (pick(texts) if texts[1:] else said(texts[0]))
    elif verb == "type":
        yield "type " + pick(texts)
    elif verb in ("yes", "no"):
        yield "expect " + said("yes or no?")
        yield "type " + {"yes": "예", "no": "아니요"}[verb] if korean \
            else "type " + verb
    elif verb in ("keys", "kill"):
        yield "%s %s" % ({"keys": "send", "kill": "kill"}[verb], texts[0])
    else:
        sys.exit("story: what is '%s'?" % verb)


for line in sys.stdin:
    verb, _, rest = line.strip().partition(" ")
    if verb and not verb.startswith("#"):
        for out in act(verb, rest.split(" || ") if rest else []):
            print(out)
