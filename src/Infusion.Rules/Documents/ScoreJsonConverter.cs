using Infusion.Rules.Clinic;

namespace Infusion.Rules.Documents;

/// <summary>Reads and writes it as it stands in a document.</summary>
internal sealed class ScoreJsonConverter() : FormatJsonConverter<Score>(RecordFormats.Score);
