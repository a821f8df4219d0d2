"""The inner loops, compiled on first use: posteriors, an urn, and sums over what it could give."""

from __future__ import annotations

import numpy as np

from framing.cache import compiled, within_compiled


@within_compiled
def _of_labels(tail_y, tail_rest, p, theta):  # type: ignore[no-untyped-def]
    """Sum up what the labels of articles add to a beta-binomial log-likelihood.

    The likelihood of articles with ``y`` of ``m`` mentions is a product over ``r`` of ``p + rθ``
    (as often as an article has ``y > r``), ``1 - p + rθ`` (``m - y > r``) and ``1 / (1 + rθ)``
    (``m > r``), with ``θ = ρ / (1 - ρ)``: so the tails suffice.
    """
    value = 0.0
    for r in range(tail_y.size):
        if tail_y[r] == 0:
            break
        value += tail_y[r] * np.log(p + r * theta)
    for r in range(tail_rest.size):
        if tail_rest[r] == 0:
            break
        value += tail_rest[r] * np.log(1 - p + r * theta)
    return value


@within_compiled
def _of_lengths(tail_m, theta):  # type: ignore[no-untyped-def]
    """Sum up what the lengths of articles take from it."""
    value = 0.0
    for r in range(1, tail_m.size):
        if tail_m[r] == 0:
            break
        value += tail_m[r] * np.log1p(r * theta)
    return value


@compiled
def posterior_means(tail_y, tail_rest, tail_m, shares, correlations, log_prior):  # type: ignore[no-untyped-def]
    """Average the correlation over a beta-binomial posterior on a grid, cell by cell."""
    n_cells = tail_y.shape[0]
    n_shares, n_correlations = shares.shape[1], correlations.size
    means = np.empty(n_cells)
    density = np.empty((n_correlations, n_shares))
    for c in range(n_cells):
        highest = -np.inf
        for q in range(n_correlations):
            theta = correlations[q] / (1 - correlations[q])
            common = log_prior[c, q] - _of_lengths(tail_m[c], theta)
            for g in range(n_shares):
                value = common + _of_labels(tail_y[c], tail_rest[c], shares[c, g], theta)
                density[q, g] = value
                highest = max(highest, value)
        total = weighted = 0.0
        for q in range(n_correlations):
            for g in range(n_shares):
                weight = np.exp(density[q, g] - highest)
                total += weight
                weighted += weight * correlations[q]
        means[c] = weighted / total
    return means


@compiled
def posterior_weights(tail_y, tail_rest, tail_m, share, correlations, log_prior):  # type: ignore[no-untyped-def]
    """Weigh the correlations by a beta-binomial posterior at a given share, cell by cell."""
    n_cells = tail_y.shape[0]
    weights = np.empty((n_cells, correlations.size))
    for c in range(n_cells):
        highest = -np.inf
        for q in range(correlations.size):
            theta = correlations[q] / (1 - correlations[q])
            value = log_prior[c, q] - _of_lengths(tail_m[c], theta)
            value += _of_labels(tail_y[c], tail_rest[c], share[c], theta)
            weights[c, q] = value
            highest = max(highest, value)
        weights[c] = np.exp(weights[c] - highest)
        weights[c] /= weights[c].sum()
    return weights


@compiled
def urn_totals(mentions, cumulative, concentrations, draws, seed):  # type: ignore[no-untyped-def]
    """Draw an outlet's total of each label, article by article, from Pólya's urn.

    The next mention of an article repeats one of its ``j`` earlier ones with probability
    ``j / (concentration + j)``, and else is drawn from the shares: exactly a
    Dirichlet–multinomial. Each draw has its concentration. Chance is SplitMix64 from ``seed``.
    """
    n_labels, longest = cumulative.size, 0
    for m in mentions:
        longest = max(longest, m)
    totals = np.zeros((draws, n_labels))
    urn = np.empty(longest, np.int64)
    state = np.uint64(seed)
    for d in range(draws):
        concentration = concentrations[d]
        for m in mentions:
            for j in range(m):
                state += np.uint64(0x9E3779B97F4A7C15)
                x = state
                x = (x ^ (x >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
                x = (x ^ (x >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
                x = x ^ (x >> np.uint64(31))
                u = (x >> np.uint64(11)) * (1.0 / 9007199254740992.0) * (concentration + j)
                label = 0
                if u < j:
                    label = urn[int(u)]
                else:
                    fresh = (u - j) / concentration
                    while label < n_labels - 1 and fresh >= cumulative[label]:
                        label += 1
                urn[j] = label
                totals[d, label] += 1
    return totals


@compiled
def squared_distance(a, n_a, b, n_b):  # type: ignore[no-untyped-def]
    """Squared Jensen–Shannon distance between two shares, a label against the rest."""
    p, q = a / n_a, b / n_b
    total = 0.0
    for x, y in ((p, q), (1 - p, 1 - q)):
        middle = (x + y) / 2
        if x > 0:
            total += x * np.log2(x / middle)
        if y > 0:
            total += y * np.log2(y / middle)
    return total / 2


@within_compiled
def _article_chances(m, p, theta):  # type: ignore[no-untyped-def]
    """Beta-binomial chances of 0 … m mentions of the label in an article, in logarithms first."""
    chances = np.empty(m + 1)
    value = 0.0
    for r in range(m):
        value += np.log((1 - p + r * theta) / (1 + r * theta))
    for y in range(m + 1):
        chances[y] = np.exp(value)
        if y < m:
            ways = (m - y) / (y + 1)
            value += np.log(ways * (p + y * theta) / (1 - p + (m - y - 1) * theta))
    return chances


@compiled
def total_chances(mentions, p, correlation, many):  # type: ignore[no-untyped-def]
    """Chances of an outlet's total of a label: article by article, or for many as one draw."""
    n, squares = 0, 0
    for m in mentions:
        n += m
        squares += m * m
    if mentions.size > many and n > 1:
        spread = max((squares / n - 1) * correlation / (n - 1), 1e-12)
        return _article_chances(n, p, spread / (1 - spread))
    theta = correlation / (1 - correlation)
    total = np.zeros(n + 1)
    total[0] = 1.0
    done = 0
    for m in mentions:
        chances = _article_chances(m, p, theta)
        for t in range(done, -1, -1):
            value, total[t] = total[t], 0.0
            for y in range(m + 1):
                total[t + y] += value * chances[y]
        done += m
    return total


@compiled
def mixed_chances(mentions, p, correlations, weights, many):  # type: ignore[no-untyped-def]
    """Average ``total_chances`` over correlations; those of little weight are passed over."""
    n = 0
    for m in mentions:
        n += m
    total, weight = np.zeros(n + 1), 0.0
    for q in range(correlations.size):
        if weights[q] > 1e-3:
            total += weights[q] * total_chances(mentions, p, correlations[q], many)
            weight += weights[q]
    return total / weight


@compiled
def chance_beyond(chances_a, chances_b, observed):  # type: ignore[no-untyped-def]
    """Probability that two totals lie at least as far apart as ``observed`` (a squared distance).

    For each total of ``a``, those of ``b`` that lie nearer are one run; both its ends move up
    with ``a``.
    """
    n_a, n_b = chances_a.size - 1, chances_b.size - 1
    below, above = np.zeros(n_b + 2), np.zeros(n_b + 2)  # of fewer than b, of b or more
    for b in range(n_b + 1):
        below[b + 1] = below[b] + chances_b[b]
        above[n_b - b] = above[n_b - b + 1] + chances_b[n_b - b]
    beyond, first, last = 0.0, 0, 0
    for a in range(n_a + 1):
        equal = int(np.floor(a / n_a * n_b))
        while first <= equal and squared_distance(a, n_a, first, n_b) >= observed:
            first += 1
        last = max(last, equal + 1)
        while last <= n_b and squared_distance(a, n_a, last, n_b) < observed:
            last += 1
        beyond += chances_a[a] * (below[first] + above[last])
    return min(beyond, 1.0)
