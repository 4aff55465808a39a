"""Ten queries that never end, or that want all memory: each must be stopped at its limit.

Of the endless rows the first ones are an answer, which says that it is cut.
"""

QUERIES = {
    "product, counted": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "product, in order": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i ?f ?c",
    "closure of a path": "SELECT (COUNT(*) AS ?n) { ?a (!<x:none>|^!<x:none>)* ?b . "
    "?b (!<x:none>|^!<x:none>)* ?c }",
    "distinct product": "SELECT (COUNT(DISTINCT *) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "text that grows": "SELECT (GROUP_CONCAT(CONCAT(STR(?c), STR(?f))) AS ?x) "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }",
    "product of values": "SELECT (COUNT(*) AS ?n) { "
    + " ".join(
        f"VALUES ?v{one} {{ {' '.join(str(value) for value in range(30))} }}" for one in range(9)
    )
    + " }",
    "costly pattern": "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i "
    'FILTER(REGEX(CONCAT(STR(?c), STR(?f), STR(?i)), "(a+a+)+(b+b+)+z{1,500}")) }',
    "endless rows": "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }",
    "constructed product": "CONSTRUCT { ?a ?e ?i . ?d ?b ?c } { SELECT DISTINCT * "
    "{ ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?i }",
    "a text doubled again and again": "SELECT (STRLEN(?z) AS ?n) { BIND('parley' AS ?s0) "
    + " ".join(f"BIND(CONCAT(?s{one}, ?s{one}) AS ?s{one + 1})" for one in range(40))
    + " BIND(?s40 AS ?z) }",
}
