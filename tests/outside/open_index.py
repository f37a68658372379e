"""Asks the prebuilt index through the Python front end of tantivy: another reader of the same format."""

import sys

import tantivy


def first(searcher, query):
    """The id of the best hit."""
    hits = searcher.search(query, 1).hits
    if not hits:
        return None
    _, address = hits[0]
    return searcher.doc(address)["id"][0]


def main(folder):
    index = tantivy.Index.open(folder)
    searcher = index.searcher()
    assert searcher.num_segments == 1, f"{searcher.num_segments} segments"
    assert searcher.num_docs > 300, f"{searcher.num_docs} documents"
    wanted = {'"dag til dag"': "dag-til-dag", "jku": "jku", "misbrugsbehandling": "misbrugsbehandling"}
    for words, expected in wanted.items():
        query = index.parse_query(f"{words} AND (kind:offer OR kind:contact)", ["title", "names"])
        found = first(searcher, query)
        assert found == expected, f"{words}: {found} and not {expected}"
    print(f"tantivy {tantivy.__version__}: {searcher.num_docs} documents, {len(wanted)} passed, 0 failed")


if __name__ == "__main__":
    main(sys.argv[1])
