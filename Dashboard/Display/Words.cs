using Maintenance.Api.Fleet;
using Maintenance.Core.Conditions;

namespace Maintenance.Dashboard.Display;

/// <summary>Display texts for stored codes. The client has the same ones (<c>client/words.ts</c>); a test compares them.</summary>
internal static class Words
{
    // Clocks that are right differ by less.
    private const double UsualDifferenceSeconds = 2;

    public static string FailureMode(string? mode) => mode switch
    {
        null or "" => "not assessed",
        FailureModes.None => "no fault",
        _ => FromSnake(mode),
    };

    public static string DrillingState(string? state) => string.IsNullOrEmpty(state) ? "unknown" : FromSnake(state);

    /// <summary>Failure mode and probability: "bearing wear 69 %".</summary>
    public static string Finding(string? mode, double? probability) => mode is null or "" or FailureModes.None || probability is not { } p
        ? FailureMode(mode) : $"{FailureMode(mode)} {p * 100:F0}\u00a0%";

    /// <summary>That a drill has no grade, and why.</summary>
    public static string NotAssessed(string why) => $"not assessed: {why}";

    /// <summary>That a drill was not heard of.</summary>
    public static string Silent(TimeSpan silence) => $"no data for {Age(silence)}";

    /// <summary>The last assessment: "last: D, bearing wear 69 %, 4 min ago".</summary>
    public static string Last(string grade, string mode, double probability, TimeSpan ago) =>
        $"last: {grade}, {(mode == FailureModes.None ? "" : Finding(mode, probability) + ", ")}{Age(ago)} ago";

    /// <summary>Sensors at fault: the first, and how many there are.</summary>
    public static string SensorFaults(IReadOnlyList<string> faults) => faults.Count switch
    {
        0 => "",
        1 => $"sensor: {faults[0]}",
        var n => $"sensor: {faults[0]}, and {n - 1} more",
    };

    /// <summary>A grade, or another of <see cref="DrillStates"/>, as a label.</summary>
    public static string Grade(string? grade) => grade switch
    {
        "A" => "as new",
        "B" => "fit",
        "C" => "plan work",
        "D" => "act now",
        DrillStates.SensorFault => "sensor fault",
        DrillStates.NotAssessed => "not assessed",
        _ => "no data",
    };

    /// <summary>What a mark says to those who do not see it.</summary>
    public static string Mark(string key, bool isHeld) =>
        key.Length > 1 ? Capital(Grade(key)) : $"{(isHeld ? "Last grade" : "Grade")} {key}: {Grade(key)}";

    public static string Channel(string name) => Capital(name.Replace('_', ' '));

    /// <summary>Age for display: 4 s, 3 min, 2 h, 5 d; of a time that lies ahead, by how much it does.</summary>
    public static string Age(TimeSpan? age) => age switch
    {
        null => "no data",
        { TotalSeconds: <= -UsualDifferenceSeconds } ahead => $"{Age(-ahead)} ahead",
        { TotalSeconds: < 100 } a => $"{Math.Max(0, (int)a.TotalSeconds)} s",
        { TotalMinutes: < 100 } a => $"{(int)a.TotalMinutes} min",
        { TotalHours: < 48 } a => $"{(int)a.TotalHours} h",
        { } a => $"{(int)a.TotalDays} d",
    };

    /// <summary>That a drill's clock runs ahead, and by how much; empty for null.</summary>
    public static string ClockAhead(TimeSpan? ahead) => ahead is { } by ? $"clock {Age(by)} ahead" : "";

    /// <summary>Text with its first letter capitalised, for a label.</summary>
    public static string Sentence(string words) => Capital(words);

    private static string FromSnake(string text) => text.Replace('_', text is "stick_slip" ? '-' : ' ');

    private static string Capital(string text) => text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..];
}
