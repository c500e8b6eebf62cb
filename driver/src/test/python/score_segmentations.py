"""Scores volumes that formulas define, independently of the program, as a CSV table: one row a case.

Rand and information scores come from scikit-image where it has them and from its contingency table otherwise;
segments of maps from a union-find and a breadth-first search of plain Python. Writes the expected values of
ReferenceScoresTest:  python3 score_segmentations.py > ../resources/org/znn/driver/evaluate/reference_scores.csv
"""
from collections import deque

import numpy as np
from skimage.metrics import adapted_rand_error, contingency_table, variation_of_information

THRESHOLD = 0.5
OFFSETS = {
    'xyz': [(0, 0, -1), (0, -1, 0), (-1, 0, 0)],
    'zyx': [(-1, 0, 0), (0, -1, 0), (0, 0, -1)],
    'forward': [(1, 0, 0), (0, 1, 0), (0, 0, 1)],
    'long': [(-1, 0, 0), (0, -1, 0), (0, 0, -1), (2, -1, 0), (0, 0, 3)],
}
CASES = [('segmentation', way, mode) for way in
         ('permuted', 'merged', 'split', 'shifted', 'random') for mode in ('2d', '3d')]
CASES += [('boundary', 'inside', '2d'), ('boundary', 'inside', '3d'), ('boundary', 'membrane', '3d')]
CASES += [('affinity', order, mode) for order, mode in
          (('xyz', '3d'), ('zyx', '3d'), ('forward', '3d'), ('long', '3d'), ('zyx', '2d'))]


def noise(key, shape, below):
    z, y, x = np.indices(shape).astype(np.uint64)
    h = (z * np.uint64(73856093)) ^ (y * np.uint64(19349663)) ^ (x * np.uint64(83492791)) ^ np.uint64(key * 2654435761)
    h = ((h & np.uint64(0xFFFFFFFF)) * np.uint64(2246822519) + np.uint64(3266489917)) & np.uint64(0xFFFFFFFF)
    return ((h >> np.uint64(9)) % np.uint64(below)).astype(np.int64)


def cells(shape, depth, height, width):
    z, y, x = np.indices(shape)
    return z // depth * 100 + y // height * 10 + x // width + 1


def truth_of(case, shape):
    x = np.indices(shape)[2]
    ids = cells(shape, 2, 4 + case % 3, 5)
    ids[(x % 5 == 0) | (noise(case, shape, 9) == 0)] = 0
    return ids


def segments_of(case, way, shape, truth):
    if way == 'permuted':
        return cells(shape, 2, 4 + case % 3, 5) * 7919 % 65537
    if way == 'merged':
        return cells(shape, 4, 8, 10)
    if way == 'split':
        return cells(shape, 1, 2, 3)
    if way == 'shifted':
        ids = np.roll(truth, 1, axis=2)
        ids[noise(case + 50, shape, 5) == 0] = 0
        return ids
    return noise(case + 60, shape, 9)


def blurred(case, same, key):
    """1/1024ths: mostly above one half where same, mostly below elsewhere."""
    value = np.where(same, 600 + noise(case + key, same.shape, 400), noise(case + key, same.shape, 500))
    value = np.where(noise(case + key + 100, same.shape, 13) == 0, 1024 - value, value)
    return value / 1024


def boundary_of(case, way, truth):
    inside = blurred(case, truth != 0, 200)
    return inside if way == 'inside' else 1 - inside


def shifted(truth, offset):
    """Truth at voxel + offset, -1 outside."""
    moved = np.full(truth.shape, -1)
    for v in np.ndindex(truth.shape):
        w = tuple(np.add(v, offset))
        if all(0 <= a < n for a, n in zip(w, truth.shape)):
            moved[v] = truth[w]
    return moved


def affinity_of(case, order, truth):
    return [blurred(case, (truth != 0) & (shifted(truth, o) == truth), 300 + 7 * c)
            for c, o in enumerate(OFFSETS[order])]


def components(shape, edges, lone):
    parent = {v: v for v in np.ndindex(shape)}

    def find(v):
        while parent[v] != v:
            v = parent[v]
        return v

    size = dict.fromkeys(parent, 1)
    for a, b in edges:
        a, b = find(a), find(b)
        if a != b:
            parent[max(a, b)] = min(a, b)
            size[min(a, b)] += size[max(a, b)]
    ids = np.zeros(shape, int)
    numbers = {}
    for v in np.ndindex(shape):
        root = find(v)
        if size[root] > 1 or lone[v]:
            ids[v] = numbers.setdefault(root, len(numbers) + 1)
    return ids


def thinned(ids):
    queue = deque(v for v in np.ndindex(ids.shape) if ids[v])
    while queue:
        v = queue.popleft()
        for step in ((-1, 0, 0), (0, -1, 0), (0, 0, -1), (0, 0, 1), (0, 1, 0), (1, 0, 0)):
            w = tuple(np.add(v, step))
            if all(0 <= a < n for a, n in zip(w, ids.shape)) and ids[w] == 0:
                ids[w] = ids[v]
                queue.append(w)
    return ids


def boundary_segments(inside, mode):
    mask = inside > THRESHOLD
    edges = []
    for v in np.ndindex(mask.shape):
        for axis in range(0 if mode == '3d' else 1, 3):
            w = tuple(a - (i == axis) for i, a in enumerate(v))
            if min(w) >= 0 and mask[v] and mask[w]:
                edges.append((v, w))
    return components(mask.shape, edges, mask)


def affinity_edges(order, shape, mode):
    for c, offset in enumerate(OFFSETS[order]):
        for v in np.ndindex(shape):
            w = tuple(int(a) for a in np.add(v, offset))
            if all(0 <= a < n for a, n in zip(w, shape)) and (mode == '3d' or offset[0] == 0):
                yield c, v, w


def pieces(volume, mode):
    return [volume] if mode == '3d' else [volume[z:z + 1] for z in range(len(volume))]


def scores(segment, truth):
    table = contingency_table(truth, segment, ignore_labels=(0,)).toarray()
    counts = table[1:] if 0 in truth else table
    pairs = (counts ** 2).sum()
    by_segment = (counts.sum(axis=0) ** 2).sum()
    by_truth = (counts.sum(axis=1) ** 2).sum()
    split, merge = variation_of_information(truth, segment, ignore_labels=(0,))
    p = counts / counts.sum()

    def entropy(q):
        return -(q[q > 0] * np.log2(q[q > 0])).sum()

    both = entropy(p.sum(axis=0)) + entropy(p.sum(axis=1))
    # The scripts of SNEMI3D and CREMI: voxels without a segment share it with no other voxel.
    none = counts[:, 0].sum() if (segment == 0).any() else 0
    some = counts[:, 1:] if (segment == 0).any() else counts
    alone = none / truth.size
    precision = ((some ** 2).sum() + alone) / ((some.sum(axis=0) ** 2).sum() + alone)
    recall = ((some ** 2).sum() + alone) / by_truth
    adapted = 1 - 2 * precision * recall / (precision + recall)
    return np.array([2 * pairs / (by_segment + by_truth), pairs / by_truth, pairs / by_segment,
                     2 * (both - entropy(p)) / both, adapted, adapted_rand_error(truth, segment)[0], split, merge,
                     np.sqrt(adapted * (split + merge))])


def row(case, kind, way, mode):
    shape = (3 + case % 4, 11 + case % 3, 14 + case % 5)
    truth = truth_of(case, shape)
    pixel_error = float('nan')
    if kind == 'segmentation':
        segment = segments_of(case, way, shape, truth)
    elif kind == 'boundary':
        inside = boundary_of(case, 'inside', truth)
        pixel_error = np.mean((inside > THRESHOLD) != (truth != 0))
        segment = np.concatenate([thinned(boundary_segments(p, mode)) for p in pieces(inside, mode)])
    else:
        affinity = affinity_of(case, way, truth)
        edges = list(affinity_edges(way, shape, mode))
        wrong = [(affinity[c][v] > THRESHOLD) != (truth[v] != 0 and truth[v] == truth[w]) for c, v, w in edges]
        pixel_error = np.mean(wrong)
        joined = [(v, w) for c, v, w in edges if affinity[c][v] > THRESHOLD]
        segment = components(shape, joined, np.zeros(shape, bool))
        segment = np.concatenate([thinned(p) for p in pieces(segment, mode)])
    mean = np.mean([scores(s, t) for s, t in zip(pieces(segment, mode), pieces(truth, mode))], axis=0)
    return [case, kind, way, mode] + [('%.10f' % v).replace('nan', 'NaN') for v in [pixel_error, *mean]]


print('case,kind,way,mode,pixel_error,v_rand,v_rand_split,v_rand_merge,v_info,adapted_rand_error,'
      'adapted_rand_error_distinct_pairs,voi_split,voi_merge,cremi_score')
for number, parts in enumerate(CASES):
    print(','.join(str(field) for field in row(number, *parts)))
