namespace Maintenance.Training.Rows;

/// <summary>
/// Deals rows into folds by group: all rows of an asset stand in one fold, so that nothing is judged by a model that knows the asset.
/// Groups go, the largest first, to the fold that has fewest rows of the group's most frequent class; equal ones in the order the seed
/// gives. The same input gives the same folds.
/// </summary>
public static class GroupFolds
{
    /// <summary>Deals.</summary>
    /// <param name="groups">Group of each row.</param>
    /// <param name="classes">Class of each row; all the same for a number to predict.</param>
    /// <param name="folds">Number of folds, 2 to the number of groups.</param>
    /// <param name="seed">Seed of the order of equal groups.</param>
    /// <returns>Fold of each row.</returns>
    /// <exception cref="ArgumentException">There are fewer groups than folds.</exception>
    public static int[] Deal(IReadOnlyList<string> groups, IReadOnlyList<int> classes, int folds, int seed)
    {
        var random = new Random(seed);
        var members = Enumerable.Range(0, groups.Count).GroupBy(i => groups[i], StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, Rows: g.Count(), Class: g.GroupBy(i => classes[i]).OrderByDescending(c => c.Count()).ThenBy(c => c.Key)
                .First().Key)).ToArray();
        if (folds < 2 || members.Length < folds) throw new ArgumentException($"{members.Length} groups cannot be dealt into {folds} "
            + "folds.", nameof(folds));
        random.Shuffle(members);
        var foldOf = new Dictionary<string, int>(StringComparer.Ordinal);
        var (ofClass, all) = (new Dictionary<(int Fold, int Class), int>(), new int[folds]);
        foreach (var (group, rows, label) in members.OrderByDescending(m => m.Rows))
        {
            var fold = Enumerable.Range(0, folds).MinBy(f => (ofClass.GetValueOrDefault((f, label)), all[f], f));
            foldOf[group] = fold;
            ofClass[(fold, label)] = ofClass.GetValueOrDefault((fold, label)) + rows;
            all[fold] += rows;
        }
        return [.. groups.Select(g => foldOf[g])];
    }
}
