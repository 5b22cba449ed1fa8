using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Infusion.Rules.Sources;

/// <summary>The register as it is written down.</summary>
internal sealed record RegisterDocument(
    int Format,
    ImmutableArray<Statement> Statements,
    ImmutableArray<Conflict> Conflicts,
    ImmutableArray<Reference> References);

/// <summary>Only the names count: a number would let an unknown value through.</summary>
internal sealed class VerifiedInConverter() : JsonStringEnumConverter<VerifiedIn>(JsonNamingPolicy.CamelCase, allowIntegerValues: false);

/// <summary>Reads strictly, so that a slip in the file is found by the first test that opens it.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    WriteIndented = true,
    NewLine = "\n",
    Converters = [typeof(VerifiedInConverter)])]
[JsonSerializable(typeof(RegisterDocument))]
internal sealed partial class RegisterJsonContext : JsonSerializerContext;
