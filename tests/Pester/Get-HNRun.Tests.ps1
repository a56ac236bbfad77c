BeforeAll {
    . "$PSScriptRoot/Shared.ps1"
    $store = 'TestDrive:/runs.db'
    Save-HNRun "$(Split-Path $SampleRun)/v*EX" -Store $store | Out-Null
}

Describe 'Get-HNRun' {
    It 'finds names by wildcard and sorts by date' { (Get-HNRun v* -Store $store | Sort-Object ImportedAt).Name | Should -Be v6EX, v7EX }

    It 'gives a run that every cmdlet takes' {
        $stored = Get-HNRun v7EX -Store $store
        $stored | Get-HNImageScore | ConvertTo-Json | Should -Be (Get-HNImageScore $SampleRun | ConvertTo-Json)
        ($stored | Get-HNZeroDice -WarningAction Ignore | Measure-Object).Count | Should -Be 61
        $stored | Get-HNEpoch | Should -HaveCount 18
    }

    It 'gives the history of an image' { (Get-HNRun -ImageId 0323_1 -Store $store).Run | Should -Be v6EX, v7EX }

    It 'follows HN_STORE' {
        $env:HN_STORE = Convert-Path $store
        try { Get-HNRun | Should -HaveCount 2 } finally { Remove-Item env:HN_STORE }
    }

    It 'says which run is not there' {
        Get-HNRun v8EX -Store $store -ErrorAction SilentlyContinue -ErrorVariable fault
        $fault[0].FullyQualifiedErrorId | Should -BeLike 'RunNotFound*'
        Get-HNRun v8* -Store $store | Should -BeNullOrEmpty
    }

    It 'leaves a file alone that is no store' {
        Set-Content TestDrive:/text.db 'a text that is no store' -NoNewline
        { Get-HNRun -Store TestDrive:/text.db } | Should -Throw -ErrorId 'CorruptStore*'
        { Save-HNRun $SampleRun -Store TestDrive:/text.db } | Should -Throw -ErrorId 'CorruptStore*'
        Get-Content TestDrive:/text.db -Raw | Should -Be 'a text that is no store'
    }
}
