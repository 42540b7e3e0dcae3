namespace Maintenance.Core.Tables;

/// <summary>
/// The tables that stages write, equal in every engine (a contract test compares them with each engine's migrations). Each is defined by
/// its row (<see cref="ITableRow{TSelf}"/>). Meaning of every column: <c>docs/formats/store-tables.md</c>. In addition an engine holds
/// <c>log_offset</c> and <c>schema_migration</c>.
/// </summary>
public static class StoreTables
{
    /// <summary>Of <see cref="AssetRow"/>.</summary>
    public static TableSchema Asset => AssetRow.Table;

    /// <summary>Of <see cref="MeasurementLocationRow"/>.</summary>
    public static TableSchema MeasurementLocation => MeasurementLocationRow.Table;

    /// <summary>Of <see cref="ReadingRow"/>.</summary>
    public static TableSchema Reading => ReadingRow.Table;

    /// <summary>Of <see cref="ReadingExtraRow"/>.</summary>
    public static TableSchema ReadingExtra => ReadingExtraRow.Table;

    /// <summary>Of <see cref="WaveformRow"/>.</summary>
    public static TableSchema Waveform => WaveformRow.Table;

    /// <summary>Of <see cref="DescriptorRow"/>.</summary>
    public static TableSchema Descriptor => DescriptorRow.Table;

    /// <summary>Of <see cref="AssessmentRow"/>.</summary>
    public static TableSchema Assessment => AssessmentRow.Table;

    /// <summary>Of <see cref="ConditionMinuteRow"/>.</summary>
    public static TableSchema ConditionMinute => ConditionMinuteRow.Table;

    /// <summary>Of <see cref="StreamAccountRow"/>.</summary>
    public static TableSchema StreamAccount => StreamAccountRow.Table;

    /// <summary>Of <see cref="DeadLetterRow"/>.</summary>
    public static TableSchema DeadLetter => DeadLetterRow.Table;

    /// <summary>Of <see cref="ModelRow"/>.</summary>
    public static TableSchema Model => ModelRow.Table;

    /// <summary>Of <see cref="LogIdentityRow"/>.</summary>
    public static TableSchema LogIdentity => LogIdentityRow.Table;

    /// <summary>Of <see cref="ModelServingRow"/>.</summary>
    public static TableSchema ModelServing => ModelServingRow.Table;

    /// <summary>Of <see cref="ModelComparisonRow"/>.</summary>
    public static TableSchema ModelComparison => ModelComparisonRow.Table;

    /// <summary>Of <see cref="MaintenanceRecordRow"/>.</summary>
    public static TableSchema MaintenanceRecord => MaintenanceRecordRow.Table;

    /// <summary>Of <see cref="RulCoverageRow"/>.</summary>
    public static TableSchema RulCoverage => RulCoverageRow.Table;

    /// <summary>Of <see cref="UserAccountRow"/>.</summary>
    public static TableSchema UserAccount => UserAccountRow.Table;

    /// <summary>Of <see cref="UserSessionRow"/>.</summary>
    public static TableSchema UserSession => UserSessionRow.Table;

    /// <summary>Of <see cref="AuditRow"/>.</summary>
    public static TableSchema Audit => AuditRow.Table;

    /// <summary>Of <see cref="AlarmEventRow"/>.</summary>
    public static TableSchema AlarmEvent => AlarmEventRow.Table;

    /// <summary>Of <see cref="AlarmFoldRow"/>.</summary>
    public static TableSchema AlarmFold => AlarmFoldRow.Table;

    /// <summary>Of <see cref="AlarmRuleRow"/>.</summary>
    public static TableSchema AlarmRule => AlarmRuleRow.Table;

    /// <summary>Of <see cref="OperatorActionRow"/>.</summary>
    public static TableSchema OperatorAction => OperatorActionRow.Table;

    /// <summary>Of <see cref="NotificationRow"/>.</summary>
    public static TableSchema Notification => NotificationRow.Table;

    /// <summary>Of <see cref="NotificationSettingRow"/>.</summary>
    public static TableSchema NotificationSetting => NotificationSettingRow.Table;

    /// <summary>Of <see cref="WorkOrderRow"/>.</summary>
    public static TableSchema WorkOrder => WorkOrderRow.Table;

    /// <summary>Of <see cref="ProductionRow"/>.</summary>
    public static TableSchema Production => ProductionRow.Table;

    /// <summary>Of <see cref="CostRow"/>.</summary>
    public static TableSchema Cost => CostRow.Table;

    /// <summary>Of <see cref="BudgetRow"/>.</summary>
    public static TableSchema Budget => BudgetRow.Table;

    /// <summary>Of <see cref="RateRow"/>.</summary>
    public static TableSchema Rate => RateRow.Table;

    /// <summary>Of <see cref="HistoryHourRow"/>.</summary>
    public static TableSchema HistoryHour => HistoryHourRow.Table;

    /// <summary>Of <see cref="HistoryRollUpRow"/>.</summary>
    public static TableSchema HistoryRollUp => HistoryRollUpRow.Table;

    /// <summary>Names of the tables that no user's SQL may read: they hold what accounts and webhooks are secured with.</summary>
    public static IReadOnlyList<string> Secret { get; } =
        [UserAccountRow.Table.Name, UserSessionRow.Table.Name, NotificationSettingRow.Table.Name];

    /// <summary>All tables, parents first.</summary>
    public static IReadOnlyList<TableSchema> All { get; } =
    [
        Asset, Reading, ReadingExtra, Waveform, Descriptor, Assessment, ConditionMinute, StreamAccount, DeadLetter, Model,
        LogIdentity, ModelServing, ModelComparison, MaintenanceRecord, RulCoverage, UserAccount, UserSession, Audit,
        MeasurementLocation, AlarmEvent, AlarmRule, OperatorAction, Notification, NotificationSetting, WorkOrder, AlarmFold,
        Production, Cost, Budget, Rate, HistoryHour, HistoryRollUp,
    ];

    /// <summary>Tables whose rows cannot be made again from others: what a backup holds.</summary>
    public static IReadOnlyList<TableSchema> BackedUp { get; } = [.. All.Except([HistoryRollUp])];
}
