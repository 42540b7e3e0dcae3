namespace Maintenance.Dashboard.Display;

/// <summary>Names that a form proposes.</summary>
/// <param name="Regions">Regions.</param>
/// <param name="Rules">Rules.</param>
/// <param name="Zones">Time zones.</param>
/// <param name="OnCall">Rotas.</param>
/// <param name="Webhooks">Webhooks.</param>
internal sealed record SettingNames(
    IReadOnlyList<string> Regions, IReadOnlyList<string> Rules, IReadOnlyList<string> Zones, IReadOnlyList<string> OnCall,
    IReadOnlyList<string> Webhooks);
