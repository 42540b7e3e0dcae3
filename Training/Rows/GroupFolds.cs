namespace Maintenance.Training.Rows;

/// <summary>
/// Assigns rows to folds by group: all rows of an asset are in one fold, so that no asset is judged by a model that has seen it. Groups go,
/// largest first, to the fold with the fewest rows of the group's most frequent class; groups of equal size in the order given by the seed.
/// The same input gives the same folds.
/// </summary>
public static class GroupFolds
{
    /// <summary>Assigns each row a fold.</summary>
    /// <param name="groups">Group of each row.</param>
    /// <param name="classes">Class of each row; all the same for a regression.</param>
    /// <param name="folds">Number of folds, 2 to the number of groups.</param>
    /// <param name="seed">Seed for the order of groups of equal size.</param>
    /// <returns>Fold of each row.</returns>
    /// <exception cref="ArgumentException">There are fewer groups than folds.</exception>
    public static int[] Deal(IReadOnlyList<string> groups, IReadOnlyList<int> classes, int folds, int seed)
    {
        var random = new Random(seed);
        var members = Enumerable.Range(0, groups.Count).GroupBy(i => groups[i], StringComparer.Ordinal)
            .OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => (g.Key, Rows: g.Count(), Class: g.GroupBy(i => classes[i]).OrderByDescending(c => c.Count()).ThenBy(c => c.Key)
                .First().Key)).ToArray();
        if (folds < 2 || members.Length < folds) throw new ArgumentException($"{members.Length} groups cannot be divided into {folds} "
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
