using System.Text.Json.Serialization;

namespace Infusion.Rules.Verification.Proof;

[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    Converters = [typeof(BigIntegerConverter)])]
[JsonSerializable(typeof(DiffReport))]
[JsonSerializable(typeof(CheckReport))]
[JsonSerializable(typeof(GateReport))]
[JsonSerializable(typeof(TestReport))]
[JsonSerializable(typeof(CheckReports))]
[JsonSerializable(typeof(DiffPeriods))]
[JsonSerializable(typeof(InvariantReports))]
internal sealed partial class VerificationJsonContext : JsonSerializerContext;
