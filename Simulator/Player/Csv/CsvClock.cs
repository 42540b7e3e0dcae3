using System.Globalization;
using Maintenance.Core.Time;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>
/// Event time of rows. For depth-indexed files it accumulates time per asset, so use a new clock for each pass over a file.
/// </summary>
internal sealed class CsvClock
{
    private readonly CsvTimeMapping _mapping;
    private readonly NumberFormatInfo _numbers;
    private readonly int[] _columns;
    private readonly int _depthColumn;
    private readonly int _rateColumn;
    private readonly Dictionary<string, (double Depth, double Seconds, double Rate)> _byDepth = new(StringComparer.Ordinal);

    public CsvClock(CsvTimeMapping mapping, NumberFormatInfo numbers, IReadOnlyList<string> header, string file)
    {
        _mapping = mapping;
        _numbers = numbers;
        _columns = mapping.IsByDepth ? [] : [.. mapping.Columns.Select(c => CsvHeader.IndexOf(file, header, c, "of the time"))];
        _depthColumn = mapping.IsByDepth ? CsvHeader.IndexOf(file, header, mapping.DepthColumn!, "of the time") : -1;
        _rateColumn = mapping.IsByDepth ? CsvHeader.IndexOf(file, header, mapping.RateColumn!, "of the time") : -1;
    }

    /// <summary>Time of a row, Unix µs; false if it has none.</summary>
    public bool TryRead(string asset, string[] fields, out long unixMicros)
    {
        unixMicros = 0;
        if (_mapping.IsByDepth) return TryReadByDepth(asset, fields, out unixMicros);
        var text = _columns.Length == 1 ? Field(fields, _columns[0]) : string.Join(' ', _columns.Select(c => Field(fields, c)));
        if (_mapping.IsRelative)
        {
            if (!TryNumber(text, out var number)) return false;
            unixMicros = Micros(_mapping.Origin!.Value) + (long)Math.Round(number * _mapping.UnitSeconds * 1e6);
            return true;
        }
        return _mapping.Format switch
        {
            "iso" => TryParseIso(text, out unixMicros),
            "unix-s" => TryScaled(text, 1e6, out unixMicros),
            "unix-ms" => TryScaled(text, 1e3, out unixMicros),
            "unix-us" => TryScaled(text, 1, out unixMicros),
            _ => TryParsePattern(text, out unixMicros),
        };
    }

    private bool TryReadByDepth(string asset, string[] fields, out long unixMicros)
    {
        unixMicros = 0;
        if (!TryNumber(Field(fields, _depthColumn), out var depth)) return false;
        depth = In(_mapping.DepthUnit, depth);
        var rate = TryNumber(Field(fields, _rateColumn), out var given) ? In(_mapping.RateUnit, given) : 0;
        if (_byDepth.TryGetValue(asset, out var last))
        {
            // No rate in this row: assume the previous one.
            if (!(rate > 0)) rate = last.Rate;
            last.Seconds += rate > 0 && depth > last.Depth ? (depth - last.Depth) / rate : 1;
        }
        _byDepth[asset] = (Math.Max(depth, last.Depth), last.Seconds, rate);
        unixMicros = Micros(_mapping.Origin!.Value) + (long)Math.Round(last.Seconds * 1e6);
        return true;
    }

    // Strictly: 03/04/2024 is March to some and April to others.
    private bool TryParseIso(string text, out long unixMicros)
    {
        if (!RecordedTime.TryParseIso(text, out unixMicros, out var zoned)) return false;
        if (!zoned) unixMicros -= UnixMicros.Length(TimeSpan.FromHours(_mapping.UtcOffsetHours));
        return true;
    }

    private bool TryParsePattern(string text, out long unixMicros)
    {
        var parsed = DateTimeOffset.TryParseExact(text, _mapping.Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal
            | DateTimeStyles.AllowWhiteSpaces, out var time);
        var zoned = _mapping.Format.Contains('z', StringComparison.Ordinal) || _mapping.Format.Contains('K', StringComparison.Ordinal);
        return Done(parsed, zoned ? time : time - TimeSpan.FromHours(_mapping.UtcOffsetHours), out unixMicros);
    }

    private static bool Done(bool parsed, DateTimeOffset time, out long unixMicros)
    {
        unixMicros = parsed ? Micros(time) : 0;
        return parsed;
    }

    private bool TryScaled(string text, double micros, out long unixMicros)
    {
        var parsed = decimal.TryParse(text, NumberStyles.Float, _numbers, out var number)
            && Math.Abs(number) < 1e18m / (decimal)micros;
        unixMicros = parsed ? (long)Math.Round(number * (decimal)micros) : 0;
        return parsed;
    }

    private static double In(string unit, double value) => UnitConversion.TryFind(unit, out var known) ? known.Convert(value) : value;

    private bool TryNumber(string text, out double value) =>
        double.TryParse(text, NumberStyles.Float, _numbers, out value) && double.IsFinite(value) && value != -999.25;

    private static string Field(string[] fields, int column) => column < fields.Length ? fields[column].Trim() : "";

    private static long Micros(DateTimeOffset time) => UnixMicros.Of(time);
}
