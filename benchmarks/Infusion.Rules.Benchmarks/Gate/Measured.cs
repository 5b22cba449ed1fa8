namespace Infusion.Rules.Benchmarks.Gate;

/// <summary>What the slices of one variant came to.</summary>
/// <param name="Nanoseconds">Per patient, 10th percentile of the slices.</param>
/// <param name="Bytes">Allocated per patient.</param>
internal sealed record Measured(double Nanoseconds, double Bytes);
