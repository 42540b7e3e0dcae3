using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;

namespace Maintenance.Core.Ports;

/// <summary>Judges stored blocks by a rule without storing anything.</summary>
public interface IAlarmDryRun
{
    /// <summary>Plays a stretch of time, one asset after the other, so that memory stays bounded whatever its length.</summary>
    /// <param name="rules">Asset by asset the rule as it would apply there; an asset without one is left out.</param>
    /// <param name="fromUnixMicros">Start, Unix µs.</param>
    /// <param name="untilUnixMicros">End, Unix µs.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<AlarmDryRun> RunAsync(IReadOnlyList<(Asset Asset, AlarmRule Rule)> rules, long fromUnixMicros, long untilUnixMicros,
        CancellationToken cancellationToken);
}
