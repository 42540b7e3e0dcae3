using Maintenance.Core.Channels;

namespace Maintenance.Dashboard.Display;

/// <summary>
/// The tracks of a strip log, from its query string: <c>t1=rotary_speed&amp;t1=torque&amp;t2=…</c>, at most three channels in each of six.
/// </summary>
/// <param name="Number">1 to 6: the key of the query string.</param>
/// <param name="Channels">From one to three.</param>
public sealed record LogTrack(int Number, IReadOnlyList<Channel> Channels)
{
    public const int MaxTracks = 6;
    public const int MaxCurves = 3;

    // What drillers read together: advance, load, rotation, hydraulics; then what wears.
    private static readonly LogTrack[] Usual =
    [
        Of(1, StandardChannels.RateOfPenetration, StandardChannels.BitDepth, StandardChannels.HoleDepth),
        Of(2, StandardChannels.WeightOnBit, StandardChannels.HookLoad),
        Of(3, StandardChannels.RotarySpeed, StandardChannels.Torque),
        Of(4, StandardChannels.StandpipePressure, StandardChannels.MudFlowIn, StandardChannels.MudFlowOut),
        Of(5, StandardChannels.VibrationAxial, StandardChannels.VibrationLateral, StandardChannels.VibrationTorsional),
        Of(6, StandardChannels.BearingTemperature, StandardChannels.MotorTemperature, StandardChannels.GearboxTemperature),
    ];

    /// <summary>The usual ones, without channels that the drill does not send.</summary>
    public static IReadOnlyList<LogTrack> UsualOf(Func<Channel, bool> sends) =>
        [.. Usual.Select(t => t with { Channels = [.. t.Channels.Where(sends)] }).Where(t => t.Channels.Count > 0)];

    /// <summary>All channels that the usual ones show.</summary>
    public static IReadOnlyList<Channel> UsualChannels { get; } = [.. Usual.SelectMany(t => t.Channels)];

    /// <summary>Those chosen in a query string; null when none is. What it does not know counts as not given.</summary>
    /// <param name="values">Values of a key.</param>
    public static IReadOnlyList<LogTrack>? Chosen(Func<string, IEnumerable<string?>> values)
    {
        var tracks = Enumerable.Range(1, MaxTracks)
            .Select(n => new LogTrack(n, [.. values($"t{n}").Select(Find).OfType<Channel>().Distinct().Take(MaxCurves)]))
            .Where(t => t.Channels.Count > 0).ToArray();
        return tracks.Length == 0 ? null : tracks;
    }

    /// <summary>The part of a query string that chooses the same again.</summary>
    public static string Query(IEnumerable<LogTrack> tracks) =>
        string.Join('&', tracks.SelectMany(t => t.Channels.Select(c => $"t{t.Number}={c.Name}")));

    private static LogTrack Of(int number, params int[] channels) => new(number, [.. channels.Select(c => StandardChannels.All[c])]);

    private static Channel? Find(string? name) => StandardChannels.TryFind(name ?? "", out var channel) ? channel : null;
}
