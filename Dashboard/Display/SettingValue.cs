using System.Globalization;
using System.Text.Json.Nodes;
using Maintenance.Core.Time;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Display;

/// <summary>What a definition states as a person enters it, and back.</summary>
internal static class SettingValue
{
    /// <summary>Most rows of a kind in a form.</summary>
    public const int MaxRows = 200;

    private const double MostOfALength = 1e7;
    private const string MomentForm = "yyyy-MM-dd'T'HH:mm";
    private static readonly CultureInfo Invariant = CultureInfo.InvariantCulture;

    /// <summary>Days of the week, as definitions name them.</summary>
    public static IReadOnlyList<string> Days { get; } =
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

    /// <summary>What was entered in a field; of one with several values all, separated by commas.</summary>
    public static string Posted(IFormCollection form, string name) => string.Join(", ", form[name].OfType<string>()).Trim();

    /// <summary>What a definition states, as it is entered; empty when it states nothing.</summary>
    public static string Text(JsonNode? node, SettingKind kind, TimeZoneInfo? zone = null)
    {
        if (node is JsonArray names) return string.Join(", ", names.Select(n => n?.ToString()));
        if (node is null) return "";
        var text = node.ToString();
        return kind switch
        {
            SettingKind.Minutes when TimeSpan.TryParse(text, Invariant, out var span) => Number(span.TotalMinutes),
            SettingKind.Seconds when TimeSpan.TryParse(text, Invariant, out var span) => Number(span.TotalSeconds),
            SettingKind.Time when TimeOnly.TryParse(text, Invariant, out var time) => time.ToString("HH:mm", Invariant),
            SettingKind.Moment when DateTimeOffset.TryParse(text, Invariant, out var moment) =>
                (zone is null ? moment.UtcDateTime : LocalTime.Of(zone, moment.UtcDateTime)).ToString(MomentForm, Invariant),
            _ => text,
        };
    }

    /// <summary>What a definition states by a field; null when it is empty or, which the field then says, cannot be read.</summary>
    public static JsonNode? Read(SettingInput input, TimeZoneInfo? zone)
    {
        var text = input.Value;
        if (input.Kind == SettingKind.Flag) return text == "true";
        if (input.Kind is SettingKind.Names or SettingKind.Days)
            return new JsonArray([.. text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(n => (JsonNode?)n)]);
        if (text.Length == 0) return null;
        return input.Kind switch
        {
            SettingKind.Minutes => Length(60) ?? Refuse("a number of minutes"),
            SettingKind.Seconds => Length(1) ?? Refuse("a number of seconds"),
            SettingKind.Whole => int.TryParse(text, NumberStyles.AllowLeadingSign, Invariant, out var whole) ? whole
                : Refuse("a whole number"),
            SettingKind.Date => DateOnly.TryParseExact(text, "yyyy-MM-dd", Invariant, DateTimeStyles.None, out _) ? text
                : Refuse("a date, YYYY-MM-DD"),
            SettingKind.Time => TimeOnly.TryParse(text, Invariant, out var time) ? time.ToString("HH:mm", Invariant)
                : Refuse("a time of day, HH:MM"),
            SettingKind.Moment => DateTime.TryParse(text, Invariant, DateTimeStyles.None, out var local)
                ? Instant(DateTime.SpecifyKind(local, DateTimeKind.Unspecified), zone ?? TimeZoneInfo.Utc)
                : Refuse("a date and time, YYYY-MM-DD HH:MM"),
            _ => text,
        };

        JsonNode? Length(int seconds) =>
            double.TryParse(text, NumberStyles.Float, Invariant, out var length) && Math.Abs(length) <= MostOfALength
                ? TimeSpan.FromSeconds(Math.Round(length * seconds)).ToString("c", Invariant) : null;

        JsonNode? Refuse(string expected)
        {
            input.Error = $"“{text}” is not {expected}.";
            return null;
        }
    }

    private static string Instant(DateTime local, TimeZoneInfo zone) =>
        TimeZoneInfo.ConvertTime(new DateTimeOffset(LocalTime.ToUtc(zone, local)), zone).ToString("yyyy-MM-dd'T'HH:mm:sszzz", Invariant);

    private static string Number(double value) => value.ToString("0.#####", Invariant);
}
