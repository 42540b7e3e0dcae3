using Maintenance.Api.Access;
using Maintenance.Core.Assets;

namespace Maintenance.Api.Alarms;

/// <summary>Who acts.</summary>
/// <param name="Name">Account.</param>
/// <param name="Scope">Regions the account may see.</param>
/// <param name="MayAct">An operator, engineer or admin.</param>
public sealed record AlarmActor(string Name, RegionScope Scope, bool MayAct = true)
{
    /// <summary>The caller of a request.</summary>
    public static AlarmActor Of(UserContext user) => new(user.Name, user.Scope, user.Is(Role.Operator));
}
