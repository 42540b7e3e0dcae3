using System.Globalization;
using System.Security.Cryptography;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Tables;

/// <summary>
/// Builds a labelled table from a CSV file. Unusable columns and rows are omitted and listed; explicit requests that cannot be met are
/// refused.
/// </summary>
public sealed class CsvTrainingData
{
    private const int MaxClasses = 100;
    private readonly CsvFile _file;
    private readonly string _path;
    private readonly int _target;
    private readonly int _group;
    private readonly List<string> _leftOut = [];

    private CsvTrainingData(CsvFile file, string path, string target, string group)
    {
        (_file, _path) = (file, path);
        (_target, _group) = (Column("--target", target), Column("--group", group));
        if (_target == _group) throw new TrainingDataException($"--target and --group are both '{target}': all rows of a group are in one "
            + "fold, so the group cannot be the target.");
    }

    /// <exception cref="TrainingDataException">A column does not exist, or the table cannot be used for training; the message says which
    /// and why.</exception>
    /// <exception cref="FormatException">The file is not a table.</exception>
    public static TrainingData Read(string path, string target, string group, TableRequest request) =>
        new CsvTrainingData(CsvFile.Read(path), path, target, group).Make(request);

    private TrainingData Make(TableRequest request)
    {
        var rows = Labelled();
        var isClassification = IsClassification(request.Kind, rows);
        var features = Features(request.Features, rows);
        string[] classes = isClassification
            ? [.. rows.Select(r => r[_target].Trim()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] : [];
        if (classes.Length > MaxClasses)
            throw new TrainingDataException($"--target {_file.Columns[_target]} has {classes.Length} different values; at "
                + $"most {MaxClasses} classes are supported. Is the target a number (--kind regression)?");
        var table = new LabelledTable([.. features.Select(f => _file.Columns[f])], classes);
        var values = new float[features.Count];
        foreach (var row in rows)
        {
            for (var i = 0; i < values.Length; i++) values[i] = TryNumber(row[features[i]], out var value) ? value : float.NaN;
            table.Add(values, isClassification
                ? Array.IndexOf(classes, row[_target].Trim()) : (float)double.Parse(row[_target], CultureInfo.InvariantCulture), row[_group]
                .Trim());
        }
        var definitions = features.Select((f, i) => FeatureDefinition.Of(
            _file.Columns[f], $"column {_file.Columns[f]} of the file", unit: null, Enumerable.Range(0, table.Count)
                .Select(r => table.Row(r)[i])));
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(_path)));
        return new TrainingData(table, _file.Columns[_target], $"{Path.GetFileName(_path)}, SHA-256 {hash}; grouped "
            + $"by '{_file.Columns[_group]}'", [.. definitions], _leftOut);
    }

    private List<string[]> Labelled()
    {
        var rows = _file.Rows.Where(r => CsvFile.Known(r[_target]) is not null).ToList();
        if (rows.Count < _file.Rows.Count) _leftOut.Add($"{_file.Rows.Count - rows.Count} rows without {_file.Columns[_target]}");
        if (rows.Count == 0) throw new TrainingDataException($"--target {_file.Columns[_target]}: {_path} has no row with a value.");
        var ungrouped = rows.FindIndex(r => string.IsNullOrWhiteSpace(r[_group]));
        if (ungrouped >= 0) throw new TrainingDataException($"--group {_file.Columns[_group]}: labelled row {ungrouped + 1} of {_path} "
            + "has no group; each row needs one.");
        return rows;
    }

    private bool IsClassification(string? kind, List<string[]> rows)
    {
        var text = rows.FindIndex(r => !TryNumber(r[_target], out _));
        if (kind == "regression" && text >= 0)
            throw new TrainingDataException($"--kind regression: {_file.Columns[_target]} of labelled row {text + 1} is "
                + $"'{rows[text][_target]}', not a number.");
        return kind == "classification" || (kind is null && text >= 0);
    }

    private List<int> Features(IReadOnlyList<string> wanted, List<string[]> rows)
    {
        if (wanted.Count > 0) return [.. wanted.Distinct(StringComparer.Ordinal).Select(name => Wanted(name, rows))];
        var features = new List<int>();
        for (var c = 0; c < _file.Columns.Length; c++)
        {
            if (c == _target || c == _group) continue;
            if (WhyNot(c, rows) is { } reason) _leftOut.Add($"column {_file.Columns[c]}: {reason}");
            else features.Add(c);
        }
        if (features.Count == 0) throw new TrainingDataException($"{_path} has no column to learn from: {string.Join("; ", _leftOut)}.");
        return features;
    }

    private int Wanted(string name, List<string[]> rows)
    {
        var column = Column("--features", name);
        if (column == _target || column == _group) throw new TrainingDataException($"--features: '{name}' is the target or the group.");
        return WhyNot(column, rows) is { } reason ? throw new TrainingDataException($"--features: '{name}' cannot be "
            + $"used: {reason}.") : column;
    }

    private string? WhyNot(int column, List<string[]> rows)
    {
        if (Array.IndexOf(_file.Columns, _file.Columns[column]) != column) return "an earlier column has the same name";
        var first = float.NaN;
        var varies = false;
        for (var i = 0; i < rows.Count; i++)
        {
            var cell = rows[i][column];
            if (CsvFile.Known(cell) is null) continue;
            if (!TryNumber(cell, out var value)) return $"'{cell}' in labelled row {i + 1} is not a number";
            if (float.IsNaN(first)) first = value;
            varies |= value != first;
        }
        return float.IsNaN(first) ? "it has no values" : varies ? null : "it has only one value";
    }

    private int Column(string option, string name)
    {
        var column = _file.IndexOf(name);
        return column >= 0 ? column : throw new TrainingDataException($"{option}: {_path} has no column '{name}'. It "
            + $"has: {string.Join(", ", _file.Columns)}.");
    }

    // Parsed as the command score does: as a double, then rounded to single precision.
    private static bool TryNumber(string cell, out float value)
    {
        var isNumber = double.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        value = (float)number;
        return isNumber && float.IsFinite(value);
    }
}
