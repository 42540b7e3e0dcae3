using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;

namespace Maintenance.Simulator.Physics;

/// <summary>
/// What dips of the mains do to one drill: without power nothing turns and no mud flows; then the drives start at once, with an inrush of
/// current, but the shaft-driven pump needs a minute to build up oil pressure. Works on finished columns.
/// </summary>
internal sealed class PowerDips(int asset, FleetOptions options)
{
    private const double OilSeconds = 60;
    private const double InrushSeconds = 5;
    private const float Inrush = 2.5f;

    private static readonly int[] Driven =
    [
        StandardChannels.RotarySpeed, StandardChannels.Torque, StandardChannels.RateOfPenetration, StandardChannels.StandpipePressure,
        StandardChannels.MudFlowIn, StandardChannels.MotorCurrent, StandardChannels.BitSpeed, StandardChannels.OilPressure,
        StandardChannels.VibrationAxial, StandardChannels.VibrationLateral, StandardChannels.VibrationTorsional,
    ];

    private readonly PowerDip[] _dips = [.. options.PowerDips.Where(d => d.Asset is not { } one || one == asset)];

    /// <summary>True without power.</summary>
    public bool IsDownAt(long unixMicros) => Array.Exists(_dips, d => unixMicros >= d.FromUnixMicros && unixMicros < d.UntilUnixMicros);

    /// <summary>Applies them to the columns of one second.</summary>
    public void Apply(List<TelemetryColumn> columns, long unixMicros)
    {
        if (IsDownAt(unixMicros))
        {
            foreach (var column in columns)
                if (Driven.Contains(column.ChannelId)) Array.Fill(column.Values, 0);
            return;
        }
        foreach (var dip in _dips)
        {
            var seconds = (unixMicros - dip.UntilUnixMicros) / (double)UnixMicros.PerSecond;
            if (seconds is < 0 or >= OilSeconds) continue;
            Scale(columns, StandardChannels.OilPressure, (float)(seconds / OilSeconds));
            if (seconds < InrushSeconds) Scale(columns, StandardChannels.MotorCurrent, Inrush);
        }
    }

    private static void Scale(List<TelemetryColumn> columns, int channel, float factor)
    {
        foreach (ref var value in columns.Find(c => c.ChannelId == channel)!.Values.AsSpan()) value *= factor;
    }
}
