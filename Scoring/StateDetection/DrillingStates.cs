using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.StateDetection;

/// <summary>The words stored for drilling states.</summary>
internal static class DrillingStates
{
    private static readonly string[] Words = ["unknown", "idle", "drilling", "circulating", "reaming", "tripping", "connection"];

    /// <summary>snake_case word; no allocation.</summary>
    public static string Word(DrillingState state) => Words[(int)state];

    /// <summary>State of a stored word.</summary>
    /// <exception cref="InvalidDataException">Not a word this build writes.</exception>
    public static DrillingState Parse(string word)
    {
        var index = Array.IndexOf(Words, word);
        return index >= 0 ? (DrillingState)index : throw new InvalidDataException($"'{word}' is not a drilling state.");
    }

    /// <summary>True while the string rotates: only then do vibration and torque say anything about the machine.</summary>
    public static bool IsRotating(DrillingState state) => state is DrillingState.Drilling or DrillingState.Reaming;

    /// <summary>True while the string rotates, or nothing tells whether it does.</summary>
    public static bool MayRotate(DrillingState state) => state == DrillingState.Unknown || IsRotating(state);
}
