using System.Runtime.InteropServices;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// A tree decision, taken for 64 rows at once: where the rank in <see cref="Column"/> is below <see cref="Threshold"/>, the result is the
/// content of slot <see cref="Less"/>, elsewhere that of slot <see cref="NotLess"/>.
/// </summary>
/// <param name="Column">Column of ranks.</param>
/// <param name="Less">Slot; for a decision between two leaves the number of the left one, whose neighbour is the right one.</param>
/// <param name="NotLess">Slot.</param>
/// <param name="Threshold">Rank minus 128, for signed byte comparison.</param>
[StructLayout(LayoutKind.Sequential, Pack = 2)]
internal readonly record struct RankOperation(ushort Column, ushort Less, ushort NotLess, sbyte Threshold);
