using static Maintenance.Core.Conditions.Descriptors;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>Positions in a descriptor vector, looked up by name once.</summary>
internal static class DescriptorIndex
{
    public static readonly int AxialRms = IndexOf("axial_rms");
    public static readonly int LateralRms = IndexOf("lateral_rms");
    public static readonly int TorsionalRms = IndexOf("torsional_rms");
    public static readonly int VelocityRms = IndexOf("velocity_rms_mm_per_s");
    public static readonly int WaveformKurtosis = IndexOf("waveform_kurtosis");
    public static readonly int WaveformCrest = IndexOf("waveform_crest");
    public static readonly int BandShaft1X = IndexOf("band_shaft_1x");
    public static readonly int BandShaft2X = IndexOf("band_shaft_2x");
    public static readonly int BandLow = IndexOf("band_low");
    public static readonly int BandMid = IndexOf("band_mid");
    public static readonly int BandHigh = IndexOf("band_high");
    public static readonly int BearingTemperatureMean = IndexOf("bearing_temperature_mean");
    public static readonly int MotorTemperatureMean = IndexOf("motor_temperature_mean");
    public static readonly int GearboxTemperatureMean = IndexOf("gearbox_temperature_mean");
    public static readonly int MudTemperatureMean = IndexOf("mud_temperature_mean");
    public static readonly int RotarySpeedMean = IndexOf("rotary_speed_mean");
    public static readonly int RotarySpeedStd = IndexOf("rotary_speed_std");
    public static readonly int StickSlipIndex = IndexOf("stick_slip_index");
    public static readonly int TorqueMean = IndexOf("torque_mean");
    public static readonly int TorqueStd = IndexOf("torque_std");
    public static readonly int WeightOnBitMean = IndexOf("weight_on_bit_mean");
    public static readonly int RateOfPenetrationMean = IndexOf("rate_of_penetration_mean");
    public static readonly int StandpipePressureMean = IndexOf("standpipe_pressure_mean");
    public static readonly int MudFlowInMean = IndexOf("mud_flow_in_mean");
    public static readonly int MechanicalSpecificEnergy = IndexOf("mechanical_specific_energy");
    public static readonly int MotorCurrentMean = IndexOf("motor_current_mean");
    public static readonly int OilPressureMean = IndexOf("oil_pressure_mean");
    public static readonly int HookLoadMean = IndexOf("hook_load_mean");
    public static readonly int WaveformRms = IndexOf("waveform_rms");
    public static readonly int WaveformPeak = IndexOf("waveform_peak");
    public static readonly int WaveformSkewness = IndexOf("waveform_skewness");
    public static readonly int WaveformOffset = IndexOf("waveform_offset");
    public static readonly int WaveformClipped = IndexOf("waveform_clipped");
    public static readonly int WaveformNumber = IndexOf("waveform_number");
    public static readonly int Octave16 = IndexOf("octave_16");
    public static readonly int ShaftOrder1 = IndexOf("shaft_order_1");
    public static readonly int GearMeshAmplitude = IndexOf("gear_mesh_amplitude");
    public static readonly int GearMeshSidebands = IndexOf("gear_mesh_sidebands");
    public static readonly int SpeedError = IndexOf("speed_error");
    public static readonly int AxialClipped = IndexOf("axial_clipped");
    public static readonly int LateralClipped = IndexOf("lateral_clipped");
    public static readonly int TorsionalClipped = IndexOf("torsional_clipped");
    public static readonly int ReadingsPerSecond = IndexOf("readings_per_second");
    public static readonly int Axial3X = IndexOf("axial_3x");
}
