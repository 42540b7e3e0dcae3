using System.Globalization;
using Maintenance.Core.Channels;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Api.Rest;

/// <summary>Reads a request's parameters and collects errors that name each parameter and what is allowed.</summary>
public sealed class Parameters(TimeProvider clock)
{
    private readonly Dictionary<string, string[]> _errors = new(StringComparer.Ordinal);

    public bool AreValid => _errors.Count == 0;

    public string Message => string.Join(" ", _errors.Select(e => $"{e.Key}: {e.Value[0]}"));

    public IResult Problem() => TypedResults.ValidationProblem(
        _errors, detail: Message, title: "A parameter is not allowed.");

    public void Refuse(string name, string message) => _errors[name] = [message];

    /// <summary>ISO 8601 (UTC unless a zone is given) or a Unix number, whose magnitude implies its unit as in telemetry.</summary>
    public long Time(string name, string? text, long otherwiseUnixMicros)
    {
        if (string.IsNullOrWhiteSpace(text)) return otherwiseUnixMicros;
        if (TryTime(text, out var micros)) return micros;
        Refuse(name, $"'{text}' is not a time; expected ISO 8601, for example 2025-06-01T12:00:00Z (the + of an offset as %2B), or Unix "
            + "seconds, milliseconds, microseconds or nanoseconds, years 1970 to 2200.");
        return otherwiseUnixMicros;
    }

    public TimeRange Range(string? from, string? to, TimeSpan otherwise)
    {
        var end = Time("to", to, UnixMicros.Now(clock));
        var start = Time("from", from, end - UnixMicros.Length(otherwise));
        if (AreValid && start >= end) Refuse("from", $"must be before to ({UnixMicros.ToUtc(end):O}).");
        return new TimeRange(start, end);
    }

    public int Whole(string name, string? text, int otherwise, int low, int high)
    {
        if (string.IsNullOrWhiteSpace(text)) return otherwise;
        if (int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) && value >= low && value <= high)
            return value;
        Refuse(name, $"'{text}' is not allowed; expected a whole number from {low} to {high}.");
        return otherwise;
    }

    /// <summary>A depth in metres; null when it is not given.</summary>
    public double? Metres(string name, string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 20_000)
            return value;
        Refuse(name, $"'{text}' is not a depth; expected metres from 0 to 20000.");
        return null;
    }

    /// <summary>Depths from <c>top</c> to <c>bottom</c> in metres; null unless both are given.</summary>
    public DepthRange? Depths(string? top, string? bottom)
    {
        if ((Metres("top", top), Metres("bottom", bottom)) is not ({ } least, { } greatest)) return null;
        if (AreValid && least >= greatest)
            Refuse("top", string.Create(CultureInfo.InvariantCulture, $"must be less than bottom ({greatest})."));
        return DepthRange.OfMetres(least, greatest);
    }

    /// <summary>Channel names: standard (by name or mnemonic) or a customer's own. Extra is null if all are requested.</summary>
    public static (IReadOnlyList<Channel> Standard, IReadOnlySet<string>? Extra) Channels(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return (StandardChannels.All, null);
        var standard = new List<Channel>();
        var extra = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            if (StandardChannels.TryFind(name, out var channel)) standard.Add(channel);
            else extra.Add(name);
        return ([.. standard.Distinct()], extra);
    }

    private static bool TryTime(string text, out long unixMicros) => EventTimeParser.TryFromParameter(text, out unixMicros)
        && UnixMicros.TryToUtc(unixMicros, out var time) && time.Year is >= 1970 and <= 2200;
}
