namespace Maintenance.Tests;

/// <summary>A fact that needs the recordings beside the project; skipped, with the reason printed, where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (SharedData.Root is null)
            Skip = "shared data is absent: neither MAINTENANCE_DATA nor ../shared/data beside the checkout exists";
    }
}
