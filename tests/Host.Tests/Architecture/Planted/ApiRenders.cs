namespace Maintenance.Api.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class ApiRenders
{
    public Microsoft.AspNetCore.Components.ComponentBase? Known { get; set; }
}
