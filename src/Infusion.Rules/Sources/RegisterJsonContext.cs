using System.Text.Json.Serialization;

namespace Infusion.Rules.Sources;

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
