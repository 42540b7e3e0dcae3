using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Maintenance.Api.WorkOrders;

/// <summary>Registers work orders.</summary>
internal static class WorkOrderComposition
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<AlarmRules>();
        services.TryAddSingleton<AlarmBook>();
        services.AddSingleton<ActionChain>();
        services.AddSingleton<WorkOrderDesk>();
        services.AddSingleton<WorkOrderDrafts>();
        services.AddSingleton<WorkOrderEditing>();
        services.AddSingleton<AlarmPrecisionReader>();
    }
}
