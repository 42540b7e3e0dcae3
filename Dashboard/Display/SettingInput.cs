namespace Maintenance.Dashboard.Display;

/// <summary>What a person enters, and how a definition states it.</summary>
public enum SettingKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>Names, separated by commas: an array.</summary>
    Names,

    /// <summary>A number of minutes: a duration.</summary>
    Minutes,

    /// <summary>A number of seconds: a duration.</summary>
    Seconds,

    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A date.</summary>
    Date,

    /// <summary>A time of day.</summary>
    Time,

    /// <summary>A local date and time of the setting's zone: an instant with its offset.</summary>
    Moment,

    /// <summary>One of some words.</summary>
    Choice,

    /// <summary>Yes or no.</summary>
    Flag,

    /// <summary>Some of the days of the week: an array.</summary>
    Days,
}

/// <summary>A field of a setting's form.</summary>
/// <param name="Name">Its name in the form, and the id of its element.</param>
/// <param name="Label">Its label.</param>
/// <param name="Kind">What is entered.</param>
/// <param name="Value">What is shown in it; empty when the definition does not state it.</param>
public sealed record SettingInput(string Name, string Label, SettingKind Kind, string Value)
{
    /// <summary>Words to choose from, or to be proposed.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];

    /// <summary>What to enter, in some words.</summary>
    public string? Hint { get; init; }

    /// <summary>What is wrong with it; null when nothing is.</summary>
    public string? Error { get; set; }
}

/// <summary>Rows of fields of which there may be any number.</summary>
/// <param name="Key">Name of its rows in the form.</param>
/// <param name="Title">Their title.</param>
/// <param name="One">What a row is called.</param>
/// <param name="Rows">Fields of each row.</param>
internal sealed record SettingRows(string Key, string Title, string One, IReadOnlyList<IReadOnlyList<SettingInput>> Rows);
