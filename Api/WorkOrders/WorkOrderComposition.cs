using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Api.WorkOrders;

/// <summary>Registers work orders.</summary>
internal static class WorkOrderComposition
{
    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<WorkOrderDesk>();
        services.AddSingleton<WorkOrderDrafts>();
        services.AddSingleton<WorkOrderEditing>();
        services.AddSingleton<AlarmPrecisionReader>();
    }
}
