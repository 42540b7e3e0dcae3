using Maintenance.Core.Assets;

namespace Maintenance.Api.Alarms;

/// <summary>Who acts.</summary>
/// <param name="Name">Account.</param>
/// <param name="Scope">Regions the account may see.</param>
public sealed record AlarmActor(string Name, RegionScope Scope);
