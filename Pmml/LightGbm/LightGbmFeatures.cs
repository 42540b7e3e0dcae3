using System.Globalization;
using Maintenance.Pmml.Native;

namespace Maintenance.Pmml.LightGbm;

/// <summary>
/// The features of a LightGBM model, and which of the category lists that pandas left at the end of the file belongs to which: the lists
/// are those of the categorical columns, in order, also of columns that no tree uses.
/// </summary>
internal sealed class LightGbmFeatures
{
    private const string PandasCategories = "pandas_categorical:";
    private const string Declared = "[categorical_feature:";

    private readonly string[] _names, _infos;
    private readonly NativeCategory[][] _lists;
    private readonly string _declared;
    private readonly HashSet<int> _split;

    /// <param name="header">The file's header.</param>
    /// <param name="lines">All lines of the file.</param>
    /// <param name="split">Features that trees split as categories.</param>
    public LightGbmFeatures(Dictionary<string, string> header, string[] lines, HashSet<int> split)
    {
        (_names, _infos, _split) = (header["feature_names"].Split(' '), header["feature_infos"].Split(' '), split);
        if (_names.Length != _infos.Length)
            throw new NativeModelException("feature_infos", $"{_infos.Length} entries for {_names.Length} features (feature_names).");
        _lists = ReadLists(Last(lines, PandasCategories) ?? "");
        _declared = Last(lines, Declared)?.TrimEnd(']').Trim() ?? "";
    }

    /// <exception cref="NativeModelException">The file does not say to which feature a list belongs.</exception>
    public NativeFeature[] Read()
    {
        var known = DeclaredFeatures();
        for (var i = 0; i < _names.Length; i++)
            if (_split.Contains(i) || !(_infos[i] == "none" || _infos[i].StartsWith('['))) known.Add(i);
        var owners = _lists.Length == 0 ? [] : Owners(known);
        return [.. _names.Select((name, i) => new NativeFeature(name,
            owners.IndexOf(i) is var at and >= 0 ? _lists[at] : known.Contains(i) ? [] : null))];
    }

    private List<int> Owners(SortedSet<int> known)
    {
        // What has one value only is 'none', whatever its kind: without the parameters it is categorical only if a list is left for it.
        var owners = known.ToList();
        if (owners.Count < _lists.Length && _declared.Length == 0)
            owners = [.. Enumerable.Range(0, _names.Length).Where(i => known.Contains(i) || _infos[i] == "none")];
        if (owners.Count != _lists.Length) throw new NativeModelException("pandas_categorical",
            $"it has {_lists.Length} lists of categories, "
            + $"but {known.Count} features are categorical ({string.Join(", ", known.Select(i => _names[i]))}): which list belongs to "
            + $"which is "
            + "not in the file. Train with a DataFrame whose columns of dtype category, none of them ordered, are just the categorical "
            + "features.");
        for (var i = 0; i < owners.Count; i++)
            if (LargestCode(owners[i]) is var code && code >= _lists[i].Length)
                throw new NativeModelException("pandas_categorical", $"feature '{_names[owners[i]]}' has the code {code}, but list {i + 1} "
                    + $"has {_lists[i].Length} categories: which list belongs to which feature is not in the file.");
        return owners;
    }

    private SortedSet<int> DeclaredFeatures()
    {
        var byName = _declared.StartsWith("name:", StringComparison.Ordinal);
        return [.. (byName ? _declared[5..] : _declared).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(word => (byName ? Array.IndexOf(_names, word) : int.Parse(word, CultureInfo.InvariantCulture)) is var feature
                && feature >= 0 && feature < _names.Length ? feature
                : throw new NativeModelException("categorical_feature", $"there is no feature '{word}'."))];
    }

    private int LargestCode(int feature) => _infos[feature] == "none" || _infos[feature].StartsWith('[') ? -1
        : _infos[feature].Split(':').Max(code => int.Parse(code, CultureInfo.InvariantCulture));

    private static NativeCategory[][] ReadLists(string json)
    {
        if (json.Trim() is "" or "null" or "None") return [];
        using var lists = NativeJson.Parse(System.Text.Encoding.UTF8.GetBytes(json));
        return [.. NativeJson.List(lists.RootElement, "pandas_categorical")
            .Select(list => NativeJson.List(list, "pandas_categorical").Select(NativeCategory.Of).ToArray())];
    }

    private static string? Last(string[] lines, string key) =>
        Array.FindLast(lines, l => l.StartsWith(key, StringComparison.Ordinal))?.TrimEnd('\r')[key.Length..];
}
