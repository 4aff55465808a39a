"""Places for the nodes of a network: the same network, the same places.

Up to ``EXACT`` nodes by stress majorization (Gansner, Koren and North, *Graph Drawing by Stress
Majorization*, 2005): the length of a line tells how many steps lie between two, which shows who
stands in the middle. Beyond, by forces: links pull, and nodes push each other by way of a grid, on
which a convolution (FFT) adds up all pushes at once, so that 20,000 nodes take seconds. Both start
from distances to a few pivots, so that nothing is left to chance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import networkx as nx
import numpy as np

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

Places = dict[str, tuple[float, float]]

EXACT = 700
_PIVOTS = 40
_STEPS = 150
_GRID = 256


def places(graph: nx.Graph[str]) -> Places:
    """Return x and y of every node that has a tie; about one unit lies between neighbours.

    Pieces that hang together stand beside each other, the largest first, with its longest way
    lying across.
    """
    pieces = sorted(nx.connected_components(graph), key=lambda one: (-len(one), min(one)))
    order = {node: index for index, node in enumerate(graph)}
    found: Places = {}
    edge, row, top = 0.0, 0.0, 0.0
    width = 0.0
    for piece in pieces:
        if len(piece) < 2:
            continue
        nodes = sorted(piece, key=order.__getitem__)
        at = _piece(graph, nodes)
        low, size = at.min(axis=0), np.ptp(at, axis=0)
        if not found:
            at -= at.mean(axis=0)
            width = max(float(size[0]), 4.0)
            edge, row = float(at[:, 0].min()), float(at[:, 0].min())
            top = float(at[:, 1].min())
        else:  # in rows below the largest
            if edge > row and edge + size[0] > row + width:
                edge, top = row, top - 1.6
            at = at - low + np.array([edge, top - 1.2 - float(size[1])])
            edge += float(size[0]) + 1.2
        found |= {
            node: (round(float(x), 3), round(float(y), 3))
            for node, (x, y) in zip(nodes, at, strict=True)
        }
    return found


def near(graph: nx.Graph[str], known: Mapping[str, tuple[float, float]]) -> Places:
    """Return places for a part of a network, or another state of it, from those of the whole.

    What the whole has not stands amid its neighbours, a little aside from what stands there.
    """
    found: Places = {node: known[node] for node in graph if node in known}
    for index, node in enumerate(one for one in graph if one not in known):
        around = [found[one] for one in graph.neighbors(node) if one in found] or [(0.0, 0.0)]
        angle = index * 2.399963229728653  # a sunflower's: no two in line
        middle = np.mean(np.array(around), axis=0) + 0.4 * np.array([np.cos(angle), np.sin(angle)])
        found[node] = (round(float(middle[0]), 3), round(float(middle[1]), 3))
    return found


def _piece(graph: nx.Graph[str], nodes: list[str]) -> Floats:
    if len(nodes) == 2:
        return np.array([[0.0, 0.0], [1.0, 0.0]])
    index = {node: i for i, node in enumerate(nodes)}
    ties = [
        (index[one], index[other], data.get("weight", 1))
        for one, other, data in graph.edges(nodes, data=True)
        if one in index and other in index and one != other
    ]
    ends = np.array([one[:2] for one in ties])
    weights = np.array([float(one[2]) for one in ties])
    at = _start(len(nodes), ends)
    at = _stress(at, ends, weights) if len(nodes) <= EXACT else _forces(at, ends)
    return _turned(at)


def _start(count: int, ends: Ints) -> Floats:
    """Return first places by distances to pivots (Brandes and Pich, 2007)."""
    starts, others = _lists(count, ends)
    pivot, nearest = 0, np.full(count, np.inf)
    columns = []
    for _ in range(min(_PIVOTS, count)):
        away = _steps_from(pivot, count, starts, others)
        columns.append(away)
        nearest = np.minimum(nearest, away)
        pivot = int(nearest.argmax())
    square = np.array(columns).T ** 2
    centred = square - square.mean(axis=0) - square.mean(axis=1)[:, None] + square.mean()
    _, vectors = np.linalg.eigh(centred.T @ centred)
    at = -centred @ vectors[:, -2:][:, ::-1]
    scale = np.abs(at).max() or 1.0
    # Those that all pivots see alike would lie on each other.
    angle = np.arange(count) * 2.399963229728653
    aside = np.stack([np.cos(angle), np.sin(angle)], axis=1) * 0.03
    result: Floats = at / scale + aside * np.sqrt(np.arange(count) / count)[:, None]
    return result


def _lists(count: int, ends: Ints) -> tuple[Ints, Ints]:
    """Return the neighbours of all nodes in one row, and where those of each begin."""
    both = np.concatenate([ends, ends[:, ::-1]])
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    return np.searchsorted(both[:, 0], np.arange(count + 1)), both[:, 1]


def _steps_from(start: int, count: int, starts: Ints, others: Ints) -> Floats:
    away = np.full(count, -1.0)
    away[start], layer, steps = 0.0, np.array([start]), 0.0
    while len(layer):
        steps += 1
        begins, sizes = starts[layer], starts[layer + 1] - starts[layer]
        offsets = np.arange(sizes.sum()) - np.repeat(np.cumsum(sizes) - sizes, sizes)
        reached = np.unique(others[np.repeat(begins, sizes) + offsets])
        layer = reached[away[reached] < 0]
        away[layer] = steps
    return away


def _stress(at: Floats, ends: Ints, weights: Floats) -> Floats:
    """Return places whose distances are as close as may be to the steps between nodes."""
    count = len(at)
    wanted = np.full((count, count), np.inf)
    np.fill_diagonal(wanted, 0)
    # Who shares more stands nearer, yet a strong tie is not many times shorter than a weak one.
    length = 1.25 - 0.5 * np.log1p(weights) / np.log1p(weights.max())
    wanted[ends[:, 0], ends[:, 1]] = wanted[ends[:, 1], ends[:, 0]] = length
    for middle in range(count):
        np.minimum(wanted, wanted[:, middle, None] + wanted[None, middle, :], out=wanted)
    np.fill_diagonal(wanted, 1)
    share = wanted**-2
    np.fill_diagonal(share, 0)
    laplace = np.diag(share.sum(axis=1)) - share
    inverse = np.linalg.inv(laplace + 1 / count) - 1 / count
    at = at * wanted.mean()
    for _ in range(_STEPS):
        gap = np.sqrt(((at[:, None, :] - at[None, :, :]) ** 2).sum(axis=2))
        np.fill_diagonal(gap, 1)
        pull = -share * wanted / np.maximum(gap, 1e-6)
        np.fill_diagonal(pull, 0)
        np.fill_diagonal(pull, -pull.sum(axis=1))
        moved = inverse @ (pull @ at)
        still = float(np.abs(moved - at).max()) < 1e-3
        at = moved
        if still:
            break
    return at


def _forces(at: Floats, ends: Ints) -> Floats:
    """Return places at which pull and push are even, for thousands of nodes."""
    count = len(at)
    side = np.sqrt(count) * 2
    at = at * side / 2
    # Of a hub with hundreds of ties each pulls less, or the hub would swallow its neighbours.
    ties = np.bincount(ends.ravel(), minlength=count)
    strength = 1 / np.sqrt(np.minimum(ties[ends[:, 0]], ties[ends[:, 1]]))
    for step in range(_STEPS):
        force = _push(at)
        gap = at[ends[:, 1]] - at[ends[:, 0]]
        far = np.sqrt((gap**2).sum(axis=1)) + 1e-9
        pull = gap * (strength * np.log1p(far) / far)[:, None]
        for axis in (0, 1):
            force[:, axis] += np.bincount(ends[:, 0], pull[:, axis], count)
            force[:, axis] -= np.bincount(ends[:, 1], pull[:, axis], count)
        force -= at * (0.5 / side)
        size = np.sqrt((force**2).sum(axis=1, keepdims=True)) + 1e-9
        most = side / 12 * (1 - step / _STEPS) + 0.02
        at = at + force / size * np.minimum(size * 0.8, most)
    return at


def _push(at: Floats) -> Floats:
    """Return how all nodes push each one away, by one over the distance, read from a grid."""
    low = at.min(axis=0)
    cell = float(np.ptp(at, axis=0).max()) / (_GRID - 3) + 1e-9
    where = (at - low) / cell + 1
    base = where.astype(np.int64)
    part = where - base
    corners: list[tuple[Any, Any]] = []
    density = np.zeros(_GRID * _GRID)
    for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1)):
        share = np.abs(1 - dx - part[:, 0]) * np.abs(1 - dy - part[:, 1])
        flat = (base[:, 0] + dx) * _GRID + base[:, 1] + dy
        density += np.bincount(flat, share, _GRID * _GRID)
        corners.append((share, flat))
    padded = np.fft.rfft2(density.reshape(_GRID, _GRID), (2 * _GRID, 2 * _GRID))
    offset = np.fft.fftfreq(2 * _GRID, 1 / (2 * _GRID)) * cell
    square = offset[:, None] ** 2 + offset[None, :] ** 2 + (cell / 2) ** 2
    force = np.empty_like(at)
    for axis, along in ((0, offset[:, None]), (1, offset[None, :])):
        field = np.fft.irfft2(padded * np.fft.rfft2(along / square))[:_GRID, :_GRID].ravel()
        force[:, axis] = sum(share * field[flat] for share, flat in corners)
    return force


def _turned(at: Floats) -> Floats:
    """Lay the longest way across, since panels are wide; the forces know no direction."""
    at = at - at.mean(axis=0)
    _, vectors = np.linalg.eigh(at.T @ at)
    turned: Floats = at @ vectors[:, ::-1]
    # Of the two directions of each axis, that in which the first node lies.
    far = np.abs(turned).argmax(axis=0)
    return turned * np.sign(turned[far, [0, 1]])
