"""The inner loops, compiled on first use: one posterior and one urn."""

from __future__ import annotations

import numpy as np

from framing.cache import compiled


@compiled()
def posterior_means(tail_y, tail_rest, tail_m, shares, correlations, log_prior):  # type: ignore[no-untyped-def]
    """Average the correlation over a beta-binomial posterior on a grid, cell by cell.

    The beta-binomial likelihood of articles with ``y`` of ``m`` mentions is a product over
    ``r`` of ``p + rθ`` (as often as an article has ``y > r``), ``1 - p + rθ`` (``m - y > r``)
    and ``1 / (1 + rθ)`` (``m > r``), with ``θ = ρ / (1 - ρ)``: so the tails suffice.
    """
    n_cells, width = tail_y.shape
    n_shares, n_correlations = shares.shape[1], correlations.size
    means = np.empty(n_cells)
    density = np.empty((n_correlations, n_shares))
    for c in range(n_cells):
        highest = -np.inf
        for q in range(n_correlations):
            theta = correlations[q] / (1 - correlations[q])
            common = log_prior[c, q]
            for r in range(1, width):
                if tail_m[c, r] == 0:
                    break
                common -= tail_m[c, r] * np.log1p(r * theta)
            for g in range(n_shares):
                p, value = shares[c, g], common
                for r in range(width):
                    if tail_y[c, r] == 0:
                        break
                    value += tail_y[c, r] * np.log(p + r * theta)
                for r in range(width):
                    if tail_rest[c, r] == 0:
                        break
                    value += tail_rest[c, r] * np.log(1 - p + r * theta)
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


@compiled()
def urn_totals(mentions, cumulative, concentration, draws, seed):  # type: ignore[no-untyped-def]
    """Draw an outlet's total of each label, article by article, from Pólya's urn.

    The next mention of an article repeats one of its ``j`` earlier ones with probability
    ``j / (concentration + j)``, and else is drawn from the shares: exactly a
    Dirichlet–multinomial. Chance is SplitMix64 from ``seed``.
    """
    n_labels, longest = cumulative.size, 0
    for m in mentions:
        longest = max(longest, m)
    totals = np.zeros((draws, n_labels))
    urn = np.empty(longest, np.int64)
    state = np.uint64(seed)
    for d in range(draws):
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
