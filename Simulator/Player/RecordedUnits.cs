namespace Maintenance.Simulator.Player;

/// <summary>Units that a person gives where a recording has none, or a wrong one. Not thread-safe: it notes which were used.</summary>
public sealed class RecordedUnits
{
    /// <summary>In place of a unit: keep the values as they are, in a channel of their own.</summary>
    public const string Raw = "raw";

    private readonly Dictionary<string, string> _units = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    private RecordedUnits()
    {
    }

    /// <summary>No units.</summary>
    public static RecordedUnits None => new();

    /// <summary>Parses texts such as <c>WOB=klbf</c>, or <c>WOB=raw</c>.</summary>
    /// <exception cref="RecordedDataException">A text is not of this form, or its unit is unknown.</exception>
    public static RecordedUnits Parse(IEnumerable<string> texts)
    {
        var units = new RecordedUnits();
        foreach (var text in texts)
        {
            var at = text.LastIndexOf('=');
            var (curve, unit) = at < 1 ? ("", "") : (text[..at].Trim(), text[(at + 1)..].Trim());
            if (curve.Length == 0 || (unit != Raw && !UnitConversion.TryFind(unit, out _)))
                throw new RecordedDataException($"--unit is '{text}'; expected CURVE=UNIT with a unit that "
                    + $"docs/formats/recordings-coverage.md lists, for example WOB=klbf, or CURVE={Raw} to keep the values in "
                    + "a channel of their own.");
            if (!units._units.TryAdd(curve, unit)) throw new RecordedDataException($"--unit is given twice for {curve}.");
        }
        return units;
    }

    /// <summary>The unit given for a curve or column header; null if none is.</summary>
    internal string? Of(string curve)
    {
        if (!_units.TryGetValue(curve.Trim(), out var unit)) return null;
        _used.Add(curve.Trim());
        return unit;
    }

    /// <summary>Refuses a unit that was given for a curve that no file has.</summary>
    internal void CheckUsed()
    {
        foreach (var curve in _units.Keys)
            if (!_used.Contains(curve)) throw new RecordedDataException($"--unit names '{curve}', but the recording has no such curve.");
    }
}
