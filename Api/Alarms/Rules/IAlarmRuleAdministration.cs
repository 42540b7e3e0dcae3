using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Alarms.Rules;

/// <summary>Reads and changes rules: of this process's store, or of a running host's.</summary>
public interface IAlarmRuleAdministration
{
    /// <summary>Every version of the rules that the actor may see, by rule and version.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<AlarmRuleRow>> ListAsync(AlarmActor actor, CancellationToken cancellationToken);

    /// <summary>Makes a change, effective at once, in one transaction with the operator action that tells it.</summary>
    /// <returns>The new version; the newest one when it says the same already.</returns>
    /// <exception cref="AlarmRuleException">Refused; the errors say where and why, and nothing was changed.</exception>
    /// <exception cref="StoreException">The store cannot be read or written.</exception>
    Task<AlarmRuleRow> ChangeAsync(AlarmRuleChange change, AlarmActor actor, CancellationToken cancellationToken);

    /// <summary>What <see cref="ChangeAsync"/> would refuse; empty when nothing.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<IReadOnlyList<AlarmRuleError>> CheckAsync(AlarmRuleChange change, AlarmActor actor, CancellationToken cancellationToken);

    /// <summary>What the rule would have done with the change at the drills that it covers; without a definition: as it is.</summary>
    /// <param name="change">The change, which is not made.</param>
    /// <param name="days">Days before now, 1 to <see cref="AlarmDryRun.MaxDays"/>.</param>
    /// <param name="actor">Who asks: drills outside their regions are left out.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="AlarmRuleException">The change would be refused, or the days are.</exception>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    Task<AlarmDryRun> DryRunAsync(AlarmRuleChange change, int days, AlarmActor actor, CancellationToken cancellationToken);
}
