using System.Globalization;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>Where the event time of a row comes from.</summary>
internal sealed class CsvTimeMapping
{
    private static readonly string[] Relative = ["seconds", "minutes", "hours", "days"];
    private static readonly string[] Words = ["iso", "unix-s", "unix-ms", "unix-us", .. Relative];

    /// <summary>Columns whose texts, joined by a space, form the time; or the one column that holds a number.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    /// <summary>
    /// iso (default), unix-s, unix-ms, unix-us; seconds, minutes, hours or days since <see cref="Origin"/>; or a .NET date and time
    /// pattern.
    /// </summary>
    public string Format { get; init; } = "iso";

    /// <summary>Time zero of relative times and of depth-indexed files.</summary>
    public DateTimeOffset? Origin { get; init; }

    /// <summary>UTC offset, in hours, of times without a zone, −14 to 14; default 0.</summary>
    public double UtcOffsetHours { get; init; }

    private const double MaxUtcOffsetHours = 14;

    /// <summary>Depth column of a depth-indexed file. Time then advances by depth change / rate of penetration.</summary>
    public string? DepthColumn { get; init; }

    /// <summary>Unit of the depth; default m.</summary>
    public string DepthUnit { get; init; } = "m";

    /// <summary>Column of the rate of penetration.</summary>
    public string? RateColumn { get; init; }

    /// <summary>Unit of the rate; default m/h.</summary>
    public string RateUnit { get; init; } = "m/h";

    public bool IsRelative => Array.IndexOf(Relative, Format) >= 0;

    public bool IsByDepth => DepthColumn is not null;

    /// <summary>Seconds of one unit of a relative time.</summary>
    public double UnitSeconds => Format switch
    {
        "minutes" => 60,
        "hours" => 3_600,
        "days" => 86_400,
        _ => 1,
    };

    public void Check(string file)
    {
        if (!(Math.Abs(UtcOffsetHours) <= MaxUtcOffsetHours)) throw new RecordedDataException($"Mapping '{file}': time.utcOffsetHours is "
            + $"{UtcOffsetHours}; expected hours from -{MaxUtcOffsetHours} to {MaxUtcOffsetHours}.");
        if (IsByDepth && RateColumn is null) throw new RecordedDataException($"Mapping '{file}': time.depthColumn needs time.rateColumn, "
            + "the rate of penetration.");
        if (IsByDepth && Columns.Count > 0) throw new RecordedDataException($"Mapping '{file}': time has both depthColumn and columns; "
            + "give one: times are either derived from depth or recorded.");
        if (!IsByDepth && RateColumn is not null) throw new RecordedDataException($"Mapping '{file}': time.rateColumn needs "
            + "time.depthColumn.");
        if (IsByDepth) CheckUnit(file, "depthUnit", DepthUnit, UnitConversion.Quantity.Length);
        if (IsByDepth) CheckUnit(file, "rateUnit", RateUnit, UnitConversion.Quantity.Velocity);
        if (!Words.Contains(Format) && !IsPattern(Format)) throw new RecordedDataException($"Mapping '{file}': time.format is "
            + $"'{Format}', which is neither one of {string.Join(", ", Words)} nor a pattern such as dd.MM.yyyy HH:mm:ss.");
        if (!IsByDepth && Columns.Count == 0) throw new RecordedDataException($"Mapping '{file}': time.columns names no column.");
        if ((IsByDepth || IsRelative) && Origin is null) throw new RecordedDataException($"Mapping '{file}': time.origin is required, for "
            + "example \"2020-01-01T00:00:00Z\".");
    }

    // A single letter would be one of .NET's own formats, whose form depends on the culture.
    private static bool IsPattern(string format)
    {
        try
        {
            return format.Length > 1 && DateTimeOffset.UnixEpoch.ToString(format, CultureInfo.InvariantCulture) != format;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static void CheckUnit(string file, string key, string symbol, UnitConversion.Quantity wanted)
    {
        if (!UnitConversion.TryFindFor(symbol, wanted, out _)) throw new RecordedDataException($"Mapping '{file}': time.{key} is "
            + $"'{symbol}', which is no known unit of {(wanted == UnitConversion.Quantity.Length ? "length" : "velocity")}; "
            + "docs/formats/recordings-coverage.md lists the units.");
    }
}
