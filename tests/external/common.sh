# Shared by the external checks; sourced, never run.
#
#   source ../common.sh      stops on the first unexpected error, makes $temp and removes it at the end
#   check NAME COMMAND...    runs the command, shows its output if it fails, counts it
#   package_feed             sets $packages, $version and writes $temp/nuget.config
#   finish                   prints `N passed, N failed` and sets the exit code
set -uo pipefail

here=$(cd "$(dirname "${BASH_SOURCE[1]}")" && pwd)
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
temp=$(mktemp -d)
trap 'rm -rf "$temp"' EXIT
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en MSBUILDDISABLENODEREUSE=1 DOTNET_CLI_USE_MSBUILD_SERVER=0
exec </dev/null

passed=0
failed=0

check() {
  local name=$1 output
  shift
  if output=$("$@" 2>&1); then
    passed=$((passed + 1))
    echo "ok      $name"
  else
    failed=$((failed + 1))
    echo "FAILED  $name"
    [[ -z $output ]] || sed 's/^/        /' <<<"$output"
    return 1
  fi
}

finish() {
  ((passed + failed > 0)) || { echo "Nothing was checked."; failed=1; }
  echo "$passed passed, $failed failed"
  exit $((failed > 0))
}

pack() {
  local project
  for project in Infusion.Rules Infusion.Rules.Reports Infusion.Rules.Verification Infusion.Rules.Tool; do
    SOURCE_DATE_EPOCH=$(git -C "$root" log -1 --format=%ct) CI=true dotnet pack "$root/src/$project" -c Release -p:RunAnalyzers=false -o "$1" || return 1
  done
}

# A folder feed with the freshly packed package, which is the only source allowed to serve it, and a package folder of its own,
# so that neither an older copy on this machine nor a namesake elsewhere can be what is tested.
package_feed() {
  packages=${INFUSION_RULES_PACKAGES:-}
  if [[ -z $packages ]]; then
    packages=$temp/packages
    check "the library packs" pack "$packages" || finish
  fi
  local found=("$packages"/Infusion.Rules.[0-9]*.nupkg)
  [[ ${#found[@]} == 1 && -f ${found[0]} ]] || { echo "Expected one package in the feed, found: ${found[*]}"; failed=$((failed + 1)); finish; }
  package=${found[0]}
  version=$(basename "$package" .nupkg)
  version=${version#Infusion.Rules.}

  local name
  {
    echo '<configuration>'
    echo "  <config><add key=\"globalPackagesFolder\" value=\"$temp/installed\" /></config>"
    echo "  <packageSources><add key=\"infusion-rules-fresh\" value=\"$packages\" /></packageSources>"
    echo '  <packageSourceMapping>'
    echo '    <packageSource key="infusion-rules-fresh"><package pattern="Infusion.Rules" /><package pattern="Infusion.Rules.*" /></packageSource>'
    while read -r name; do
      echo "    <packageSource key=\"$name\"><package pattern=\"*\" /></packageSource>"
    done < <(dotnet nuget list source | sed -nE 's/^ *[0-9]+\. +(.*) \[Enabled\]$/\1/p')
    echo '  </packageSourceMapping>'
    echo '</configuration>'
  } >"$temp/nuget.config"
}
