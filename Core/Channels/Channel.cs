namespace Maintenance.Core.Channels;

/// <summary>
/// One measured quantity at one location on a drill.
/// </summary>
/// <param name="Id">Wire number in codec V1 and index of the column in <c>reading</c> (0-based).</param>
/// <param name="Name">Column and JSON name, snake_case, for example <c>bearing_temperature</c>.</param>
/// <param name="Mnemonic">The rig's own word (WITSML style), for example <c>WOB</c>.</param>
/// <param name="Unit">Unit of the stored value (SI, except degC, deg and rev/min, which the field uses).</param>
/// <param name="Min">Smallest physically possible value; below it the value is flagged out of range and not stored as a number.</param>
/// <param name="Max">Largest physically possible value.</param>
/// <param name="Location">Measurement location: bit, top-drive, gearbox, motor, mud-pump, rig, bha.</param>
public sealed record Channel(int Id, string Name, string Mnemonic, string Unit, float Min, float Max, string Location);
